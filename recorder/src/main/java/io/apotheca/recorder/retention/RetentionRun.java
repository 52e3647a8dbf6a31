// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.retention;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One run over what is kept. May be done again at any time: what is deleted is no item any more, what failed is one still. */
public final class RetentionRun {
    private RetentionRun() {}

    /** Deletes one kind of data. */
    public interface Deletion {
        /**
         * Deletes the item for good: its keys first, then its bytes, then its entry, so that it stays an item until all is done.
         * Done again for one that is half deleted, or deleted.
         */
        void delete(KeptItem item) throws IOException;
    }

    /**
     * What was done.
     *
     * @param decisions one for each item, in order
     * @param deleted what is deleted now; in a dry run nothing
     * @param failed what is to be deleted still, because deleting it failed
     */
    public record Outcome(List<RetentionDecision> decisions, List<KeptItem> deleted, List<KeptItem> failed) {
        public Outcome {
            decisions = List.copyOf(decisions);
            deleted = List.copyOf(deleted);
            failed = List.copyOf(failed);
        }
    }

    /** Decides on every item, and deletes what is to be deleted unless it is a dry run. */
    public static Outcome run(RetentionRules rules, List<KeptItem> items, Instant now, boolean dry, Deletion deletion) {
        List<RetentionDecision> decisions =
                items.stream().map(item -> rules.decide(item, now)).toList();
        List<KeptItem> deleted = new ArrayList<>();
        List<KeptItem> failed = new ArrayList<>();
        for (RetentionDecision decision : decisions) {
            if (decision instanceof RetentionDecision.Delete(KeptItem item, Instant ignored) && !dry) {
                try {
                    deletion.delete(item);
                    deleted.add(item);
                } catch (IOException e) {
                    failed.add(item);
                }
            }
        }
        return new Outcome(decisions, deleted, failed);
    }
}
