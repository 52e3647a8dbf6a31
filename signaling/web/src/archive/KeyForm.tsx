// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { Button, FieldError, FileTrigger, Form, Input, Label, TextField } from "react-aria-components";
import { Frame, PageHeading, Problem } from "../components/Frame";
import { clockTime } from "../time";
import { FileIcon } from "./icons";
import type { Listed } from "./listing";
import type { ArchiveSession, Trouble } from "./session";
import { dayOf, words } from "./words";

interface Props {
  readonly session: ArchiveSession;
  readonly chosen: Listed;
  readonly busy: boolean;
  readonly problem: Trouble | null;
}

/** Asks for the records key. What is typed here goes nowhere but into the browser's own cryptography. */
export function KeyForm({ session, chosen, busy, problem }: Props) {
  const [file, setFile] = useState<File | null>(null);
  const [missing, setMissing] = useState(false);
  const [passphrase, setPassphrase] = useState("");
  const open = () => {
    setMissing(file === null);
    if (file === null || busy) return;
    void session.open(file, passphrase);
    setPassphrase("");
  };
  return (
    <Frame
      help={false}
      bar={
        <Button className="button quiet" onPress={() => session.back()}>
          {words.key.back}
        </Button>
      }
    >
      <section className="card narrow">
        <PageHeading>{words.key.title}</PageHeading>
        <p>{`${dayOf(chosen.begun)}, ${clockTime(chosen.begun)} · ${chosen.people.join(", ") || words.list.nobody}`}</p>
        <p className="hint">{words.key.lead}</p>
        <Form
          className="form"
          autoComplete="off"
          onSubmit={(event) => {
            event.preventDefault();
            open();
          }}
        >
          <Problem>{problem === null ? null : words.problems[problem]}</Problem>
          <div className="field">
            <FileTrigger onSelect={(files) => setFile(files?.[0] ?? null)}>
              <Button className="button" aria-describedby="key-file">
                <FileIcon />
                {words.key.choose}
              </Button>
            </FileTrigger>
            <p id="key-file" role="status" className="hint">
              {file === null ? "" : words.key.chosen(file.name)}
            </p>
            {missing && file === null && (
              <p role="alert" className="field-error">
                {words.key.fileMissing}
              </p>
            )}
          </div>
          <TextField
            className="field"
            type="password"
            autoComplete="off"
            isRequired
            value={passphrase}
            onChange={setPassphrase}
          >
            <Label>{words.key.passphrase}</Label>
            <Input className="input" autoCapitalize="none" spellCheck={false} />
            <FieldError className="field-error">{words.key.passphraseMissing}</FieldError>
          </TextField>
          <Button type="submit" className="button primary large" isDisabled={problem === "no-decoders"}>
            {words.key.open}
          </Button>
          <p role="status" className="hint">
            {busy ? words.key.busy : ""}
          </p>
        </Form>
      </section>
    </Frame>
  );
}
