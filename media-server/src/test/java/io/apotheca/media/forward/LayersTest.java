// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.rtp.SequenceUnwrapper;
import io.apotheca.media.rtp.codec.Av1DependencyDescriptor;
import io.apotheca.media.rtp.codec.Av1Descriptors;
import io.apotheca.media.rtp.codec.Av1Structure;
import io.apotheca.media.rtp.codec.Vp9Descriptor;
import io.apotheca.media.testing.Arrivals;
import io.apotheca.media.testing.Property;
import io.apotheca.media.time.NtpClock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever layers are wanted when, and however packets are reordered, repeated and lost: what a subscriber gets are whole
 * frames that refer to frames it got, in one run of numbers.
 */
class LayersTest {
    private static final int SSRC = 5;
    private static final int RTX_SSRC = 6;
    private static final int PICTURES = 90;
    private static final long PACKET_NANOS = 3_000_000;

    /** A packet as the subscriber has it; an empty one is of no frame. */
    private record Received(int frame, int index, boolean marker, int number, long timestamp) {
        boolean empty() {
            return frame < 0;
        }
    }

    /** One subscriber and what it was sent. */
    private static final class Subscriber {
        final SentPackets sink = new SentPackets();
        final OutboundTrack track;
        final Map<Long, Received> received = new TreeMap<>();
        final SequenceUnwrapper sequences = new SequenceUnwrapper();
        final RtpPacket view = new RtpPacket();
        final Av1Structure structure = new Av1Structure();
        int restricted;
        int read;

        Subscriber(Encoding encoding) {
            track = new OutboundTrack(
                    new SlotParameters(List.of(encoding), SSRC, RTX_SSRC, 3, LayeredEncoder.DEPENDENCIES),
                    sink,
                    new DropCounters());
        }

        void read() {
            while (read < sink.packets().size()) {
                byte[] bytes = sink.packets().get(read++);
                assertThat(view.wrap(bytes, 0, bytes.length)).isTrue();
                assertThat(view.extension16(3))
                        .as("room for the transport's count")
                        .isZero();
                if (view.ssrc() == SSRC) {
                    assertThat(received.put(sequences.unwrap(view.sequence()), received(view.payloadOffset())))
                            .isNull();
                }
            }
        }

        Received received(int at) {
            if (view.payloadLength() == 0) {
                return new Received(-1, 0, view.marker(), -1, view.timestamp());
            }
            boolean vp9 = view.payloadType() == LayeredEncoder.VP9.payloadType()
                    || view.payloadType() == LayeredEncoder.VP9.rtxPayloadType();
            int number = vp9 ? vp9(at) : av1();
            int tagAt = at + (vp9 ? ((view.bytes()[at] & 2) != 0 ? 6 : 5) : 1);
            return new Received(
                    Bytes.i32(view.bytes(), tagAt),
                    Bytes.u16(view.bytes(), tagAt + 4),
                    view.marker(),
                    number,
                    view.timestamp());
        }

        private int vp9(int at) {
            Vp9Descriptor descriptor = new Vp9Descriptor();
            assertThat(descriptor.wrap(view.bytes(), at, view.offset() + view.length() - at))
                    .isTrue();
            return descriptor.pictureId();
        }

        private int av1() {
            Av1DependencyDescriptor descriptor = new Av1DependencyDescriptor();
            Av1Structure fresh = new Av1Structure();
            int at = view.extensionOffset(LayeredEncoder.DEPENDENCIES);
            int length = view.extensionLength(LayeredEncoder.DEPENDENCIES);
            assertThat(descriptor.wrap(view.bytes(), at, length, structure, fresh))
                    .isTrue();
            if (descriptor.hasStructure()) {
                structure.copyFrom(fresh);
            }
            if (descriptor.tellsActiveTargets() && descriptor.activeTargets() != 0b111) {
                restricted++;
            }
            return descriptor.frameNumber();
        }
    }

    private static InboundTrack source(Encoding encoding, RtpPacket rtp) {
        return new InboundTrack(
                Source.CAMERA,
                List.of(encoding),
                1,
                LayeredEncoder.DEPENDENCIES,
                rtp,
                new PublisherClock(new NtpClock(0, 0)),
                new DropCounters());
    }

    /** Plays a source to the subscriber, who changes its mind now and then; answers which packets arrived. */
    private static Set<Integer> play(
            RandomGenerator random, LayeredEncoder encoder, Subscriber subscriber, double loss, long startNanos) {
        RtpPacket rtp = new RtpPacket();
        InboundTrack source = source(encoder.encoding(), rtp);
        subscriber.track.show(source, startNanos);
        List<LayeredEncoder.Packet> packets = encoder.packets();
        int[] drawn = Arrivals.draw(random, packets.size(), loss, 0.05, 12);
        int[] arrivals = IntStream.concat(IntStream.of(0), Arrays.stream(drawn)).toArray();
        Set<Integer> arrived = new HashSet<>();
        long now = startNanos;
        for (int index : arrivals) {
            now += PACKET_NANOS;
            if (random.nextInt(25) == 0) {
                subscriber.track.target(random.nextInt(3), random.nextInt(3), now);
            }
            byte[] bytes = packets.get(index).rtp().clone();
            assertThat(rtp.wrap(bytes, 0, bytes.length)).isTrue();
            source.streams().getFirst().onRtp(now);
            subscriber.read();
            arrived.add(index);
            if (!subscriber.received.isEmpty() && random.nextInt(4) == 0) {
                assertResentTheSame(subscriber, random, now);
            }
        }
        return arrived;
    }

    /** What was sent lately and is asked for again comes as it was. */
    private static void assertResentTheSame(Subscriber subscriber, RandomGenerator random, long now) {
        List<Long> all = List.copyOf(subscriber.received.keySet());
        long sequence = all.get(Math.max(0, all.size() - 1 - random.nextInt(20)));
        Received first = Objects.requireNonNull(subscriber.received.get(sequence));
        int sent = subscriber.sink.packets().size();
        subscriber.track.resend((int) sequence & 0xFFFF, now);
        if (subscriber.sink.packets().size() == sent) {
            return; // of a source that is no longer shown, or over the budget
        }
        byte[] again = subscriber.sink.packets().getLast();
        assertThat(subscriber.view.wrap(again, 0, again.length)).isTrue();
        int at = subscriber.view.payloadOffset();
        assertThat(subscriber.view.ssrc()).isEqualTo(RTX_SSRC);
        assertThat(Bytes.u16(again, at)).isEqualTo((int) sequence & 0xFFFF);
        assertThat(subscriber.view.payloadLength() == 2).as("empty: " + first).isEqualTo(first.empty());
        if (!first.empty()) {
            assertThat(subscriber.received(at + 2))
                    .usingRecursiveComparison()
                    .ignoringFields("marker")
                    .isEqualTo(first);
        }
        subscriber.read = subscriber.sink.packets().size();
    }

    private static final List<Function<RandomGenerator, LayeredEncoder>> ENCODERS = List.of(
            random -> LayeredEncoder.vp9(random, PICTURES, false),
            random -> LayeredEncoder.vp9(random, PICTURES, true),
            random -> LayeredEncoder.av1(random, PICTURES, Av1Descriptors.L1T3),
            random -> LayeredEncoder.av1(random, PICTURES, Av1Descriptors.L3T1_KEY));

    @Test
    void withoutLossEveryFrameIsWholeAndRefersToWhatWasSent() {
        for (Function<RandomGenerator, LayeredEncoder> each : ENCODERS) {
            Property.check(41, 150, random -> {
                LayeredEncoder encoder = each.apply(random);
                Subscriber subscriber = new Subscriber(encoder.encoding());
                play(random, encoder, subscriber, 0, 0);
                List<Long> sequences = List.copyOf(subscriber.received.keySet());
                assertThat(sequences.getLast() - sequences.getFirst()).isEqualTo(sequences.size() - 1);
                assertWhole(subscriber, encoder);
                assertDecodable(subscriber, encoder, Set.of());
                assertNumbersKeepTheirDistance(subscriber, encoder);
            });
        }
    }

    private static void assertWhole(Subscriber subscriber, LayeredEncoder encoder) {
        Map<Integer, Integer> counts = new HashMap<>();
        subscriber.received.values().stream()
                .filter(packet -> !packet.empty())
                .forEach(packet -> counts.merge(packet.frame, 1, Integer::sum));
        counts.forEach((frame, count) -> assertThat(count)
                .as("frame " + frame)
                .isEqualTo(encoder.frames().get(frame).packets()));
    }

    private static void assertDecodable(Subscriber subscriber, LayeredEncoder encoder, Set<Integer> neverCame) {
        Set<Integer> forwarded = new HashSet<>();
        subscriber.received.values().forEach(packet -> forwarded.add(packet.frame));
        forwarded.remove(-1);
        for (int frame : forwarded) {
            for (int refersTo : encoder.frames().get(frame).refersTo()) {
                assertThat(forwarded.contains(refersTo) || neverCame.contains(refersTo))
                        .as("frame " + frame + " refers to " + refersTo)
                        .isTrue();
            }
        }
    }

    private static void assertNumbersKeepTheirDistance(Subscriber subscriber, LayeredEncoder encoder) {
        int mask = encoder.encoding().codec() == Codec.VP9 ? 0x7FFF : 0xFFFF;
        Map<Integer, Integer> numbers = new HashMap<>();
        encoder.packets().forEach(packet -> numbers.put(packet.frame(), packet.number()));
        Set<Integer> offsets = new HashSet<>();
        subscriber.received.values().stream()
                .filter(packet -> !packet.empty())
                .forEach(packet -> offsets.add(packet.number - numbers.getOrDefault(packet.frame, 0) & mask));
        assertThat(offsets).hasSize(1);
    }

    @Test
    void withLossNothingIsMadeToLookWholeThatIsNot() {
        for (Function<RandomGenerator, LayeredEncoder> each : ENCODERS) {
            Property.check(42, 150, random -> {
                LayeredEncoder encoder = each.apply(random);
                Subscriber subscriber = new Subscriber(encoder.encoding());
                Set<Integer> arrived = play(random, encoder, subscriber, 0.05, 0);
                Map<Integer, Long> firsts = new HashMap<>();
                subscriber.received.forEach((sequence, packet) -> {
                    if (!packet.empty()) {
                        long first = firsts.computeIfAbsent(packet.frame, _ -> sequence - packet.index);
                        assertThat(sequence - packet.index).isEqualTo(first);
                    }
                });
                Set<Integer> neverCame = new HashSet<>();
                for (int i = 0; i < encoder.packets().size(); i++) {
                    neverCame.add(encoder.packets().get(i).frame());
                }
                arrived.forEach(
                        index -> neverCame.remove(encoder.packets().get(index).frame()));
                if (encoder.encoding().codec() == Codec.VP9) {
                    assertDecodable(subscriber, encoder, neverCame);
                }
            });
        }
    }

    @Test
    void theMarkerEndsEachPictureOnceAndLast() {
        for (Function<RandomGenerator, LayeredEncoder> each : ENCODERS) {
            Property.check(43, 50, random -> {
                LayeredEncoder encoder = each.apply(random);
                Subscriber subscriber = new Subscriber(encoder.encoding());
                RtpPacket rtp = new RtpPacket();
                InboundTrack source = source(encoder.encoding(), rtp);
                subscriber.track.show(source, 0);
                for (int i = 0; i < encoder.packets().size(); i++) {
                    LayeredEncoder.Packet packet = encoder.packets().get(i);
                    if (random.nextInt(30) == 0) {
                        subscriber.track.target(random.nextInt(3), random.nextInt(3), i * PACKET_NANOS);
                    }
                    assertThat(rtp.wrap(packet.rtp(), 0, packet.rtp().length)).isTrue();
                    source.streams().getFirst().onRtp(i * PACKET_NANOS);
                }
                subscriber.read();
                List<Received> all = List.copyOf(subscriber.received.values());
                for (int i = 1; i < all.size(); i++) {
                    assertThat(all.get(i - 1).marker)
                            .as("packet " + i)
                            .isEqualTo(all.get(i).timestamp != all.get(i - 1).timestamp);
                }
            });
        }
    }

    @Test
    void anotherSourceContinuesTheNumbers() {
        for (Function<RandomGenerator, LayeredEncoder> each : ENCODERS) {
            Property.check(44, 50, random -> {
                LayeredEncoder first = each.apply(random);
                Subscriber subscriber = new Subscriber(first.encoding());
                play(random, first, subscriber, 0, 0);
                subscriber.read();
                int mask = first.encoding().codec() == Codec.VP9 ? 0x7FFF : 0xFFFF;
                int highest = subscriber.received.values().stream()
                        .filter(packet -> !packet.empty())
                        .reduce((one, other) -> ((other.number - one.number) & mask) <= mask >> 1 ? other : one)
                        .orElseThrow()
                        .number;
                long last = List.copyOf(subscriber.received.keySet()).getLast();
                play(random, each.apply(random), subscriber, 0, 60_000_000_000L);
                Received next = Objects.requireNonNull(subscriber.received.get(last + 1));
                assertThat(next.number).isEqualTo((highest + 1) & mask);
                assertThat(next.frame).isZero();
            });
        }
    }

    @Test
    void theSubscriberIsToldWhichDecodeTargetsAreLeft() {
        Property.check(45, 20, random -> {
            LayeredEncoder encoder = LayeredEncoder.av1(random, PICTURES, Av1Descriptors.L1T3);
            Subscriber subscriber = new Subscriber(encoder.encoding());
            subscriber.track.target(0, 0, 0);
            RtpPacket rtp = new RtpPacket();
            InboundTrack source = source(encoder.encoding(), rtp);
            subscriber.track.show(source, 0);
            for (LayeredEncoder.Packet packet : encoder.packets()) {
                assertThat(rtp.wrap(packet.rtp(), 0, packet.rtp().length)).isTrue();
                source.streams().getFirst().onRtp(1);
            }
            subscriber.read();
            long frames = subscriber.received.values().stream()
                    .map(Received::frame)
                    .distinct()
                    .count();
            assertThat(subscriber.restricted).isEqualTo((int) frames);
            assertThat(subscriber.received.values())
                    .allMatch(packet -> encoder.frames().get(packet.frame).temporal() == 0);
        });
    }
}
