import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'

/** A question or a form over the page. Escape and a click outside close it; focus goes back. */
export function Dialog(props: {
  title: string
  small?: boolean
  onClose: () => void
  children: ReactNode
}) {
  return (
    <ModalOverlay
      className="veil"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) props.onClose()
      }}
    >
      <Modal className={props.small ? 'dialog dialog-small' : 'dialog'}>
        <AriaDialog>
          <Heading slot="title" level={2}>
            {props.title}
          </Heading>
          {props.children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

export function Confirm(props: {
  title: string
  children: ReactNode
  act: string
  busy?: boolean
  onYes: () => void
  onNo: () => void
}) {
  return (
    <Dialog title={props.title} small onClose={props.onNo}>
      {props.children}
      <div className="row row-end">
        <button type="button" className="button" onClick={props.onNo}>
          Keep it
        </button>
        <button
          type="button"
          className="button button-danger"
          disabled={props.busy}
          onClick={props.onYes}
        >
          {props.act}
        </button>
      </div>
    </Dialog>
  )
}
