// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.link;

import java.util.random.RandomGenerator;

/** Which packets a link loses whatever its queue holds. */
public sealed interface Loss {
    /** What decides packet by packet. Stateful; one a link. */
    interface Dice {
        boolean lost();
    }

    Loss NONE = new Random(0);

    /** Seeded dice of this kind. */
    Dice dice(RandomGenerator random);

    /** Each packet alone, with this probability. */
    record Random(double share) implements Loss {
        public Random {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("a share of loss is between 0 and 1");
            }
        }

        @Override
        public Dice dice(RandomGenerator random) {
            return () -> share > 0 && random.nextDouble() < share;
        }
    }

    /**
     * Gilbert's model: bursts in which every packet is lost, and whole packets between them.
     *
     * @param share of all packets that is lost in the long run, below 1
     * @param burst mean length of a burst in packets, at least 1
     */
    record Bursts(double share, double burst) implements Loss {
        public Bursts {
            if (!(share >= 0 && share < 1 && burst >= 1)) {
                throw new IllegalArgumentException("bursts are at least one packet long and lose less than all");
            }
        }

        @Override
        public Dice dice(RandomGenerator random) {
            double end = 1 / burst;
            double begin = share * end / (1 - share);
            return new Dice() {
                private boolean inBurst;

                @Override
                public boolean lost() {
                    inBurst = inBurst ? random.nextDouble() >= end : random.nextDouble() < begin;
                    return inBurst;
                }
            };
        }
    }
}
