import { type Store, StoreFault } from '#store'

/** A store that can be told to write no more, when a witness has shown that its history is not the newest. */
export interface Guarded {
  readonly store: Store
  /** From now on every act is a fault with this sentence. */
  stop(sentence: string): void
  /** Why, or undefined while the node may write. */
  stopped(): string | undefined
}

export function guarded(store: Store): Guarded {
  let reason: string | undefined
  const mayWrite = () => {
    if (reason !== undefined) throw new StoreFault(`${reason}: ${remedy}`)
  }
  return {
    store: {
      ...store,
      async commit(act) {
        mayWrite()
        return store.commit(act)
      },
      async claimOutgoing(request) {
        mayWrite()
        return store.claimOutgoing(request)
      },
      async settleOutgoing(settlement) {
        mayWrite()
        return store.settleOutgoing(settlement)
      },
      async answerReceived(sender, id, answer) {
        mayWrite()
        return store.answerReceived(sender, id, answer)
      },
    },
    stop(sentence) {
      reason ??= sentence
    },
    stopped: () => reason,
  }
}

const remedy =
  'nothing more is written; put the newest copy of the folder back, or begin a new log under a new name with the consent of the partners'
