// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { Button, FieldError, Form, Input, Label, TextField } from "react-aria-components";
import { Frame, PageHeading, Problem } from "../components/Frame";
import type { DeskSession } from "../session/desk";
import { text } from "../text";

/** Staff sign-in. Password managers may fill it, and pasting is allowed. */
export function SignIn({ session, busy, problem }: { session: DeskSession; busy: boolean; problem: string | null }) {
  const [account, setAccount] = useState("");
  const [password, setPassword] = useState("");
  return (
    <Frame help={false}>
      <section className="card narrow">
        <PageHeading>{text.signIn.title}</PageHeading>
        <p className="hint">{text.signIn.lead}</p>
        <Form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) void session.signIn(account, password);
          }}
        >
          <Problem>{problem}</Problem>
          <TextField className="field" name="account" autoComplete="username" isRequired value={account} onChange={setAccount}>
            <Label>{text.signIn.account}</Label>
            <Input className="input" autoCapitalize="none" spellCheck={false} />
            <FieldError className="field-error">{text.signIn.accountMissing}</FieldError>
          </TextField>
          <TextField
            className="field"
            name="password"
            type="password"
            autoComplete="current-password"
            isRequired
            value={password}
            onChange={setPassword}
          >
            <Label>{text.signIn.password}</Label>
            <Input className="input" />
            <FieldError className="field-error">{text.signIn.passwordMissing}</FieldError>
          </TextField>
          <Button type="submit" className="button primary large">
            {text.signIn.submit}
          </Button>
          <p role="status" className="hint">
            {busy ? text.signIn.busy : ""}
          </p>
        </Form>
      </section>
    </Frame>
  );
}
