// SPDX-License-Identifier: Apache-2.0
import { useRef, useState } from "react";
import { Button, Input, Label, TextField } from "react-aria-components";
import type { FreshLink } from "../state/desk";
import { text } from "../text";
import { CopyIcon } from "./icons";

/** A fresh invitation link, to be copied. */
export function LinkBox({ link, onClose }: { link: FreshLink; onClose: () => void }) {
  const [copied, setCopied] = useState<"" | "copied" | "failed">("");
  const field = useRef<HTMLInputElement>(null);

  async function copy(): Promise<void> {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(link.link);
      setCopied("copied");
    } catch {
      setCopied("failed");
    }
  }

  return (
    <div className="link-box">
      <TextField value={link.link} isReadOnly className="field">
        <Label>{text.desk.links[link.purpose]}</Label>
        <Input ref={field} className="input" onFocus={(event) => event.currentTarget.select()} />
      </TextField>
      <p className="hint">{text.desk.linkHint}</p>
      <div className="row-actions">
        <Button className="button primary" onPress={() => void copy()}>
          <CopyIcon />
          {text.desk.copy}
        </Button>
        <Button className="button quiet" onPress={onClose}>
          {text.desk.closeLink}
        </Button>
        <span role="status" className="hint">
          {copied === "copied" && text.desk.copied}
          {copied === "failed" && text.desk.copyFailed}
        </span>
      </div>
    </div>
  );
}
