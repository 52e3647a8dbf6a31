// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import io.apotheca.signaling.wire.OpenConsultation;
import io.apotheca.signaling.wire.WaitingPerson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What staff see of one consultation. */
record ConsultationView(
        String id, List<WaitingPerson> waiting, @Nullable OpenConsultation open) {
    boolean empty() {
        return waiting.isEmpty() && open == null;
    }
}
