/** Display limits in characters per place a card can go to (documents 90236, 101032, 99110). Longer text is cut on the phone. */
export interface DisplayLimits {
  source: number
  title: number
  desc: number
  subTitle: number
  key: number
  value: number
  button: number
  emphasisTitle: number
  emphasisDesc: number
  jump: number
  option: number
}

export const appLimits: DisplayLimits = {
  source: 20,
  title: 36,
  desc: 44,
  subTitle: 160,
  key: 5,
  value: 30,
  button: 10,
  emphasisTitle: 14,
  emphasisDesc: 22,
  jump: 18,
  option: 16,
}

/** Bot cards and webhook cards are tighter. */
export const botLimits: DisplayLimits = {
  source: 13,
  title: 26,
  desc: 30,
  subTitle: 112,
  key: 5,
  value: 26,
  button: 10,
  emphasisTitle: 10,
  emphasisDesc: 15,
  jump: 13,
  option: 10,
}
