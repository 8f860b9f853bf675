import { answerInThread } from '../db/reading-thread'
import { comparePage, type PageRequest, type PageResult } from './compare-page'

void answerInThread<PageRequest, PageResult>(read => request => comparePage(read, request))
