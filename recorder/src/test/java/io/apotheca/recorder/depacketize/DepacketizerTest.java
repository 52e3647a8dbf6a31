// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.depacketize;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.forward.Codec;
import io.apotheca.media.forward.Encoding;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.testing.Property;
import io.apotheca.recorder.testing.Packetizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes in as frames comes out as the same frames, or is missing for a reason. */
class DepacketizerTest {
    private static final int TYPE = 96;
    private static final long MILLI = 1_000_000;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Arrival(byte[] packet, long nanos) {}

    /** A receiver of one stream: what came out, and how many packets were told missing. */
    private static final class Receiver implements ReorderBuffer.Sink {
        final List<EncodedFrame> out = new ArrayList<>();
        final Depacketizer depacketizer;
        final ReorderBuffer order = new ReorderBuffer(this);
        private final RtpPacket view = new RtpPacket();
        long missing;

        Receiver(Codec codec) {
            depacketizer = Depacketizer.of(new Encoding(codec, TYPE, Encoding.NONE), out::add);
        }

        void arrive(List<Arrival> arrivals) {
            RtpPacket rtp = new RtpPacket();
            for (Arrival arrival : arrivals) {
                rtp.wrap(arrival.packet(), 0, arrival.packet().length);
                order.add(rtp.sequence(), arrival.packet(), arrival.nanos());
            }
            order.drainAll();
        }

        @Override
        public void packet(byte[] bytes, long nanos) {
            view.wrap(bytes, 0, bytes.length);
            depacketizer.packet(view, nanos);
        }

        @Override
        public void gap(long packets) {
            missing += packets;
            depacketizer.gap();
        }
    }

    /** Arrivals in their order; the indexes of frames that arrive as a whole go to {@code whole}. */
    private static List<Arrival> send(
            List<Frames.Frame> frames, RandomGenerator random, double loss, Set<Integer> whole) {
        Packetizer rtp = new Packetizer(TYPE, 7, random.nextInt(1 << 16));
        List<Arrival> arrivals = new ArrayList<>();
        long nanos = 0;
        for (int index = 0; index < frames.size(); index++) {
            Frames.Frame frame = frames.get(index);
            whole.add(index);
            for (byte[] packet : rtp.packets(frame.timestamp(), frame.payloads())) {
                nanos += MILLI;
                boolean first = arrivals.isEmpty();
                if (first || random.nextDouble() >= loss) {
                    arrivals.add(new Arrival(packet, first ? 0 : nanos + random.nextLong(50) * MILLI));
                } else {
                    whole.remove(index);
                }
                if (random.nextInt(20) == 0 && whole.contains(index)) {
                    arrivals.add(new Arrival(packet, nanos + 200 * MILLI));
                }
            }
        }
        arrivals.sort(Comparator.comparingLong(Arrival::nanos));
        return arrivals;
    }

    @ParameterizedTest
    @EnumSource
    void framesSurviveDisorder(Codec codec) {
        Property.check(100, 60, random -> {
            List<Frames.Frame> frames = new Frames(codec, random).next(random.nextInt(1, 60));
            Receiver receiver = new Receiver(codec);
            receiver.arrive(send(frames, random, 0, new HashSet<>()));
            assertThat(receiver.missing).isZero();
            assertThat(receiver.depacketizer.malformed()).isZero();
            assertThat(receiver.out).hasSameSizeAs(frames);
            for (int i = 0; i < frames.size(); i++) {
                assertSame(receiver.out.get(i), frames.get(i));
            }
        });
    }

    /** Nothing broken and nothing without what it refers to comes out, and without a gap nothing stays away. */
    @ParameterizedTest
    @EnumSource
    void whatIsLostIsNamed(Codec codec) {
        Property.check(1000, 200, random -> {
            List<Frames.Frame> frames = new Frames(codec, random).next(random.nextInt(1, 120));
            Receiver receiver = new Receiver(codec);
            Set<Integer> whole = new HashSet<>();
            receiver.arrive(send(frames, random, random.nextDouble(0.2), whole));
            Map<Long, Integer> indexes = new HashMap<>();
            for (int i = 0; i < frames.size(); i++) {
                indexes.put(frames.get(i).timestamp(), i);
            }
            Set<Integer> decoded = new HashSet<>();
            int last = -1;
            for (EncodedFrame frame : receiver.out) {
                int index = indexes.getOrDefault(frame.rtpTimestamp(), -1);
                assertThat(index).isGreaterThan(last);
                last = index;
                assertSame(frame, frames.get(index));
                int refersTo = frames.get(index).refersTo();
                assertThat(refersTo < 0 || decoded.contains(refersTo))
                        .as("frame %d needs %d", index, refersTo)
                        .isTrue();
                decoded.add(index);
            }
            if (receiver.missing == 0) {
                assertThat(receiver.out).hasSize(last + 1);
            }
            whole.removeIf(index -> !frames.get(index).key());
            assertThat(decoded).as("whole key frames").containsAll(whole);
        });
    }

    private static void assertSame(EncodedFrame out, Frames.Frame in) {
        assertThat(out.bytes()).isEqualTo(in.bytes());
        assertThat(out.rtpTimestamp()).isEqualTo(in.timestamp());
        assertThat(out.key()).isEqualTo(in.key());
    }
}
