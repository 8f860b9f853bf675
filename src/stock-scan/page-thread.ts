import { answerInThread } from '../db/reading-thread'
import { type PageRequest, type PageResult, pageComparer } from './compare-page'

void answerInThread<PageRequest, PageResult>(pageComparer)
