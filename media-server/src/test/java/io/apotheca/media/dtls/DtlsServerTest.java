// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.srtp.SrtpKeys;
import io.apotheca.media.srtp.SrtpProfile;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DtlsServerTest {
    private static final DtlsIdentity SERVER = DtlsIdentity.generate(new SecureRandom());
    private static final DtlsIdentity BROWSER = DtlsIdentity.generate(new SecureRandom());
    private static final List<SrtpProfile> ALL = List.of(SrtpProfile.values());
    private static final byte FATAL_ALERT = 2;

    private final DtlsEnd serverEnd = new DtlsEnd();
    private final DtlsEnd clientEnd = new DtlsEnd();
    private DtlsServer server = server(List.of(BROWSER.fingerprint()), DtlsServer.DEFAULT_LIMIT);
    private DtlsClient client = client(BROWSER, ALL);

    @AfterEach
    void hangUp() {
        server.close();
        client.close();
    }

    @Test
    void bothSidesGetTheSameKeys() {
        wireUp();
        SrtpKeys keys = established(serverEnd);
        SrtpKeys same = established(clientEnd);
        assertThat(same).usingRecursiveComparison().isEqualTo(keys);
        assertThat(keys.clientKey()).isNotEqualTo(keys.serverKey());
        assertThat(keys.toString()).isEqualTo("SrtpKeys[AEAD_AES_128_GCM]");
    }

    @ParameterizedTest
    @EnumSource
    void takesTheOnlyProfileOffered(SrtpProfile profile) {
        client = client(BROWSER, List.of(profile));
        wireUp();
        assertThat(established(serverEnd).profile()).isEqualTo(profile);
        assertThat(established(clientEnd).profile()).isEqualTo(profile);
    }

    @Test
    void itsOwnPreferenceDecides() {
        client = client(BROWSER, ALL.reversed());
        wireUp();
        assertThat(established(serverEnd).profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
    }

    @Test
    void refusesAClientWithoutSrtp() {
        client = client(BROWSER, List.of());
        wireUp();
        assertThat(serverEnd.next()).isEqualTo(DtlsFailure.NO_SRTP_PROFILE);
        assertThat(clientEnd.next()).isEqualTo(DtlsFailure.PEER_ALERT);
    }

    @Test
    void refusesACertificateThatWasNotPromised() {
        server = server(List.of(SERVER.fingerprint()), DtlsServer.DEFAULT_LIMIT);
        AtomicInteger alerts = new AtomicInteger();
        serverEnd.connect(datagram -> {
            alerts.addAndGet(datagram[0] == 21 && datagram[13] == FATAL_ALERT ? 1 : 0);
            client.onDatagram(datagram, 0, datagram.length);
        });
        clientEnd.connect(datagram -> server.onDatagram(datagram, 0, datagram.length));
        start();
        assertThat(serverEnd.next()).isEqualTo(DtlsFailure.FINGERPRINT_MISMATCH);
        assertThat(clientEnd.next()).isEqualTo(DtlsFailure.PEER_ALERT);
        assertThat(alerts).hasValue(1);
    }

    @Test
    void refusesEverybodyWhenNothingWasPromised() {
        server = server(List.of(), DtlsServer.DEFAULT_LIMIT);
        wireUp();
        assertThat(serverEnd.next()).isEqualTo(DtlsFailure.FINGERPRINT_MISMATCH);
    }

    @Test
    void oneMatchingFingerprintIsEnough() {
        server = server(List.of(SERVER.fingerprint(), BROWSER.fingerprint()), DtlsServer.DEFAULT_LIMIT);
        wireUp();
        established(serverEnd);
    }

    @Test
    void refusesAClientWithoutCertificate() {
        client = client(null, ALL);
        wireUp();
        assertThat(serverEnd.next()).isEqualTo(DtlsFailure.NO_CERTIFICATE);
        assertThat(clientEnd.next()).isEqualTo(DtlsFailure.PEER_ALERT);
    }

    @Test
    void learnsThatTheClientRefusedIt() {
        client = new DtlsClient(BROWSER, BROWSER.fingerprint(), ALL, clientEnd, DtlsServer.DEFAULT_LIMIT, BROWSER);
        wireUp();
        assertThat(serverEnd.next()).isEqualTo(DtlsFailure.PEER_ALERT);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void survivesLossGarbageAndRepetition(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        serverEnd.connect(badWire(random.split(), datagram -> client.onDatagram(datagram, 0, datagram.length)));
        clientEnd.connect(badWire(random.split(), datagram -> server.onDatagram(datagram, 0, datagram.length)));
        start();
        SrtpKeys keys = established(clientEnd);
        assertThat(established(serverEnd)).usingRecursiveComparison().isEqualTo(keys);
    }

    /** The server's last flight is lost: the client repeats its own and must be answered after the handshake. */
    @Test
    void answersARepeatedLastFlight() {
        AtomicInteger changeCipherSpecs = new AtomicInteger();
        serverEnd.connect(datagram -> {
            boolean lastFlight = datagram[0] == 20 || datagram[4] != 0;
            if (lastFlight && changeCipherSpecs.getAndIncrement() < 2) {
                return;
            }
            client.onDatagram(datagram, 0, datagram.length);
        });
        clientEnd.connect(datagram -> server.onDatagram(datagram, 0, datagram.length));
        start();
        SrtpKeys keys = established(serverEnd);
        assertThat(established(clientEnd)).usingRecursiveComparison().isEqualTo(keys);
    }

    @Test
    void givesUpAtTheLimitEvenUnderAFloodOfGarbage() {
        server = server(List.of(BROWSER.fingerprint()), Duration.ofMillis(200));
        server.start();
        byte[] garbage = new byte[100];
        RandomGenerator random = new SplittableRandom(9);
        while (serverEnd.silent()) {
            random.nextBytes(garbage);
            garbage[0] = (byte) random.nextInt(19, 65);
            server.onDatagram(garbage, 0, garbage.length);
            Thread.onSpinWait();
        }
        assertThat(serverEnd.next()).isEqualTo(DtlsFailure.TIMEOUT);
    }

    @Test
    void closingTellsThePeer() {
        wireUp();
        established(serverEnd);
        established(clientEnd);
        server.close();
        assertThat(serverEnd.next()).isEqualTo(DtlsEnd.CLOSED);
        assertThat(clientEnd.next()).isEqualTo(DtlsEnd.CLOSED);
    }

    @RepeatedTest(20)
    void noticesThatThePeerCloses() {
        wireUp();
        established(serverEnd);
        established(clientEnd);
        client.close();
        assertThat(serverEnd.next()).isEqualTo(DtlsEnd.CLOSED);
    }

    @Test
    void canBeCalledOffBeforeAnythingCame() {
        server.start();
        server.close();
        assertThat(serverEnd.next()).isEqualTo(DtlsEnd.CLOSED);
    }

    /** A plaintext alert or a stranger's datagrams after the handshake do not end the association. */
    @Test
    void plaintextRecordsDoNotEndAnAssociation() {
        wireUp();
        established(serverEnd);
        established(clientEnd);
        byte[] closeNotify = {21, -2, -3, 0, 0, 0, 0, 0, 0, 0, 99, 0, 2, 1, 0};
        byte[] fatal = {21, -2, -3, 0, 0, 0, 0, 0, 0, 0, 98, 0, 2, 2, 40};
        server.onDatagram(closeNotify, 0, closeNotify.length);
        server.onDatagram(fatal, 0, fatal.length);
        byte[] forged = fatal.clone();
        forged[4] = 1;
        server.onDatagram(forged, 0, forged.length);
        client.close();
        assertThat(serverEnd.next()).isEqualTo(DtlsEnd.CLOSED);
        assertThat(clientEnd.next()).isEqualTo(DtlsEnd.CLOSED);
    }

    @Test
    void datagramsThatAreNotReadAreBounded() {
        byte[] datagram = new byte[1000];
        for (int i = 0; i < 100_000; i++) {
            server.onDatagram(datagram, 0, datagram.length);
        }
        server.onDatagram(new byte[60_000], 0, 60_000);
        assertThat(server.waiting()).isEqualTo(DatagramQueue.CAPACITY);
    }

    /** Both come in two datagrams; the answer is a flight that starts with ServerHello. */
    @ParameterizedTest
    @ValueSource(strings = {"clienthello-chromium-156.hex", "clienthello-firefox-153.hex"})
    void answersTheClientHelloOfABrowser(String file) throws Exception {
        BlockingQueue<byte[]> sent = new LinkedBlockingQueue<>();
        serverEnd.connect(sent::add);
        server.start();
        List<byte[]> hello = ClientHellos.read(file);
        assertThat(hello).hasSize(2);
        for (byte[] datagram : hello) {
            server.onDatagram(datagram, 0, datagram.length);
        }
        List<Integer> messages = new ArrayList<>();
        while (!messages.contains(ClientHellos.SERVER_HELLO_DONE)) {
            byte[] datagram = sent.take();
            assertThat(datagram.length).isLessThanOrEqualTo(1200);
            messages.addAll(ClientHellos.handshakeTypes(datagram));
        }
        assertThat(messages.stream().distinct()).containsExactly(2, 11, 12, 13, 14);
    }

    @Test
    void anIncompleteClientHelloIsNotAnswered() throws Exception {
        server = server(List.of(BROWSER.fingerprint()), Duration.ofMillis(300));
        BlockingQueue<byte[]> sent = new LinkedBlockingQueue<>();
        serverEnd.connect(sent::add);
        server.start();
        byte[] first = ClientHellos.read("clienthello-chromium-156.hex").getFirst();
        for (int i = 0; i < 50; i++) {
            server.onDatagram(first, 0, first.length);
        }
        assertThat(serverEnd.next()).isEqualTo(DtlsFailure.TIMEOUT);
        assertThat(sent).allMatch(datagram -> datagram[0] == 21);
    }

    private DtlsServer server(List<Fingerprint> expected, Duration limit) {
        return new DtlsServer(SERVER, expected, serverEnd, limit);
    }

    private DtlsClient client(@Nullable DtlsIdentity identity, List<SrtpProfile> profiles) {
        return new DtlsClient(identity, SERVER.fingerprint(), profiles, clientEnd, DtlsServer.DEFAULT_LIMIT, BROWSER);
    }

    private void wireUp() {
        serverEnd.connect(datagram -> client.onDatagram(datagram, 0, datagram.length));
        clientEnd.connect(datagram -> server.onDatagram(datagram, 0, datagram.length));
        start();
    }

    private void start() {
        server.start();
        client.start();
    }

    private static SrtpKeys established(DtlsEnd end) {
        Object event = end.next();
        assertThat(event).isInstanceOf(SrtpKeys.class);
        return (SrtpKeys) event;
    }

    /** Loses a fifth of the datagrams, repeats some, and adds noise. Each end sends from one thread. */
    private static Consumer<byte[]> badWire(RandomGenerator random, Consumer<byte[]> wire) {
        return datagram -> {
            byte[] noise = Arrays.copyOf(datagram, random.nextInt(1, 40));
            noise[noise.length - 1] ^= 0x55;
            if (noise.length < 13) {
                wire.accept(noise);
            }
            if (random.nextInt(5) > 0) {
                wire.accept(datagram);
            }
            if (random.nextInt(5) == 0) {
                wire.accept(datagram);
            }
        };
    }
}
