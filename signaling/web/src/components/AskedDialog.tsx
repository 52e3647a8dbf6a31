// SPDX-License-Identifier: Apache-2.0
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import type { Asked, ConsentAnswer } from "../protocol/messages";
import { text } from "../text";
import { Answers } from "./ConsentQuestion";

interface Props {
  readonly asked: Asked;
  readonly onAnswer: (answer: ConsentAnswer) => void;
  readonly onStayOut: () => void;
}

/** Staff answer before they enter: nobody is recorded who has not been asked. */
export function AskedDialog({ asked, onAnswer, onStayOut }: Props) {
  return (
    <ModalOverlay className="veil" isOpen onOpenChange={(open) => (open ? undefined : onStayOut())}>
      <Modal className="card dialog">
        <Dialog>
          <Heading slot="title" level={2}>
            {text.recording.question}
          </Heading>
          <Answers question={asked.question} onAnswer={onAnswer} />
          <Button className="button quiet" onPress={onStayOut}>
            {text.recording.stayOut}
          </Button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
