export type { MentionSpan } from './mention-span'
export { recogniseMentions, startMentionIndex } from './recognise-mentions'
