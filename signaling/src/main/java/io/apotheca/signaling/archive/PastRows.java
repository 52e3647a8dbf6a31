// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.archive;

import io.apotheca.recorder.retention.DataType;
import io.apotheca.recorder.retention.KeptItem;
import io.apotheca.signaling.audit.Actor;
import java.util.List;

/** Rows of one kind that are kept for a time. Any thread may use it. */
public interface PastRows {
    DataType type();

    /** What is over and not kept by something else; also what a hold keeps. */
    List<KeptItem> items();

    /** Deletes it and says so in the audit log, in one transaction. False if it is gone, held, or not over any more. */
    boolean delete(String id, Actor actor);
}
