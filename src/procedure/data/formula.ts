/**
 * The words of an answer that neither confirms nor denies (Directive (EU) 2016/680 art. 15(3), 16(4)). They are the same in
 * every case: a word more, or one less, would say whether data are held.
 */
export const formula = {
  effect: 'a letter in the words of the law',
  reasons: 'to confirm or to deny would harm the purpose that the law protects',
} as const
