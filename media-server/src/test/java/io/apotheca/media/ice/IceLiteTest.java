// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.stun.MessageIntegrity;
import io.apotheca.media.stun.StunMessage;
import io.apotheca.media.stun.StunWriter;
import io.apotheca.media.stun.TransportAddress;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IceLiteTest {
    private record Path(TransportAddress remote) implements NetworkPath {}

    private final RandomGenerator random = new SplittableRandom(7);
    private final IceParameters server = IceParameters.random(random);
    private final IceParameters browser = IceParameters.random(random);
    private final MessageIntegrity integrity = new MessageIntegrity(server.pwd());
    private final IceClient client = new IceClient(browser, server, random);
    private final IceLite agent = new IceLite(server, browser.ufrag());
    private final PacketBuffer request = new PacketBuffer();
    private final PacketBuffer response = new PacketBuffer();
    private final StunMessage message = new StunMessage();
    private long now = 1_000_000_000L;

    @BeforeEach
    void noAnswerYet() {
        response.reset(0);
    }

    @Test
    void answersACheckWithTheAddressItCameFrom() {
        NetworkPath path = path(1);
        client.check(false, request);
        assertThat(receive(path)).isEqualTo(StunOutcome.RESPOND);

        byte[] transaction = message.transactionId();
        StunMessage answer = answer();
        assertThat(answer.type()).isEqualTo(StunMessage.BINDING_SUCCESS);
        assertThat(answer.transactionId()).isEqualTo(transaction);
        assertThat(answer.mappedAddress()).isEqualTo(path.remote());
        assertThat(answer.verifyIntegrity(integrity)).isTrue();
        assertThat(answer.hasFingerprint()).isTrue();
        assertThat(response.length).isLessThanOrEqualTo(request.length);
        assertThat(agent.validated(path)).isTrue();
        assertThat(agent.selectedPath()).isNull();
    }

    @Test
    void answersOverIpv6() {
        NetworkPath path =
                new Path(TransportAddress.of(new byte[] {32, 1, 13, -72, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9}, 7));
        client.check(true, request);
        assertThat(receive(path)).isEqualTo(StunOutcome.RESPOND_AND_SELECTED);
        assertThat(answer().mappedAddress()).isEqualTo(path.remote());
        assertThat(response.length).isLessThanOrEqualTo(request.length);
    }

    @Test
    void newestNominationWins() {
        client.check(true, request);
        assertThat(receive(path(1))).isEqualTo(StunOutcome.RESPOND_AND_SELECTED);
        assertThat(agent.selectedPath()).isEqualTo(path(1));

        client.check(true, request);
        assertThat(receive(path(1))).isEqualTo(StunOutcome.RESPOND);

        client.check(false, request);
        assertThat(receive(path(2))).isEqualTo(StunOutcome.RESPOND);
        assertThat(agent.selectedPath()).isEqualTo(path(1));

        client.check(true, request);
        assertThat(receive(path(2))).isEqualTo(StunOutcome.RESPOND_AND_SELECTED);
        assertThat(agent.selectedPath()).isEqualTo(path(2));
        assertThat(agent.validated(path(1))).isTrue();
    }

    @Test
    void wrongPasswordGetsNothing() {
        IceParameters guessed = new IceParameters(server.ufrag(), "x".repeat(24));
        new IceClient(browser, guessed, random).check(true, request);
        assertIgnored(StunOutcome.DROP_UNAUTHENTICATED);
    }

    @Test
    void foreignUfragsGetNothing() {
        IceParameters other = new IceParameters("abcd", server.pwd());
        new IceClient(browser, other, random).check(true, request);
        assertIgnored(StunOutcome.DROP_UNAUTHENTICATED);

        new IceClient(new IceParameters("efgh", browser.pwd()), server, random).check(true, request);
        assertIgnored(StunOutcome.DROP_UNAUTHENTICATED);
    }

    @Test
    void unsignedChecksGetNothing() {
        begin().useCandidate().end();
        assertIgnored(StunOutcome.DROP_UNAUTHENTICATED);

        client.begin(request).integrity(integrity).end();
        assertIgnored(StunOutcome.DROP_UNAUTHENTICATED);

        client.begin(request).end();
        assertIgnored(StunOutcome.DROP_UNAUTHENTICATED);
    }

    @Test
    void aNominationBehindTheSignatureIsNone() {
        begin().controlling(1).integrity(integrity).useCandidate().end();
        assertThat(receive(path(1))).isEqualTo(StunOutcome.RESPOND);
        assertThat(agent.selectedPath()).isNull();
    }

    @Test
    void otherMessagesGetNothing() {
        byte[] transaction = new byte[12];
        for (int type : new int[] {
            StunMessage.BINDING_INDICATION, StunMessage.BINDING_SUCCESS, StunMessage.BINDING_ERROR, 0x0003
        }) {
            new StunWriter()
                    .message(type, transaction, request)
                    .username(username())
                    .useCandidate()
                    .integrity(integrity)
                    .end();
            assertIgnored(StunOutcome.DROP_UNEXPECTED);
        }
    }

    @Test
    void aPeerThatClaimsToBeControlledIsToldOfTheConflict() {
        begin().controlled(1).useCandidate().integrity(integrity).end();
        assertError(487);
    }

    @Test
    void aPeerOfBothRolesIsToldThatItsRequestIsBad() {
        begin().controlled(1).controlling(1).useCandidate().integrity(integrity).end();
        assertError(400);
    }

    @Test
    void unknownAttributesThatMustBeUnderstoodAreNamed() {
        begin().attribute(0x7ABC, new byte[2])
                .attribute(0xC057, new byte[4])
                .useCandidate()
                .integrity(integrity)
                .end();
        assertError(420);
        // The list stands behind a 4-byte ERROR-CODE: one number, then padding.
        assertThat(response.bytes[20 + 8 + 3]).isEqualTo((byte) 2);
        assertThat(response.bytes[20 + 8 + 4]).isEqualTo((byte) 0x7A);
        assertThat(response.bytes[20 + 8 + 5]).isEqualTo((byte) 0xBC);
    }

    @Test
    void wrongFingerprintIsMalformed() {
        client.check(true, request);
        request.bytes[request.length - 1] ^= 1;
        assertThat(message.wrap(request.bytes, 0, request.length)).isFalse();
    }

    @Test
    void remembersBoundedlyManyPathsAndTheSelectedOneForGood() {
        client.check(true, request);
        receive(path(0));
        for (int i = 1; i <= 1000; i++) {
            client.check(false, request);
            assertThat(receive(path(i))).isEqualTo(StunOutcome.RESPOND);
            assertThat(agent.validated(path(i))).isTrue();
            assertThat(agent.validated(path(0))).isTrue();
        }
        int remembered = 0;
        for (int i = 0; i <= 1000; i++) {
            remembered += agent.validated(path(i)) ? 1 : 0;
        }
        assertThat(remembered).isEqualTo(ValidatedPaths.LIMIT);
    }

    @Test
    void aPeerMovesByItsMediaOnceTheSelectedPathIsSilent() {
        check(true, path(1));
        check(false, path(2));
        agent.onAuthentic(path(1), now);
        now += IceLite.MOVED_NANOS - 1;
        agent.onAuthentic(path(2), now);
        assertThat(agent.path()).isEqualTo(path(1));
        now += 1;
        agent.onAuthentic(path(2), now);
        assertThat(agent.path()).isEqualTo(path(2));
        agent.onAuthentic(path(1), now);
        assertThat(agent.path()).as("a packet that was overtaken").isEqualTo(path(2));
        now += IceLite.MOVED_NANOS;
        agent.onAuthentic(path(3), now);
        assertThat(agent.path()).as("never validated").isEqualTo(path(2));
    }

    @Test
    void consentRunsOutPathByPath() {
        assertThat(agent.consentUntilNanos()).isEqualTo(Long.MAX_VALUE);
        check(true, path(1));
        long heard = now;
        now += 1_000_000_000L;
        check(false, path(2));
        assertThat(agent.consentUntilNanos()).isEqualTo(heard + IceLite.CONSENT_NANOS);
        now = heard + IceLite.CONSENT_NANOS - 1;
        agent.expire(now);
        assertThat(agent.path()).isEqualTo(path(1));
        now += 1;
        agent.expire(now);
        assertThat(agent.path()).as("the other one is still consented to").isEqualTo(path(2));
        now += 1_000_000_000L;
        agent.expire(now);
        assertThat(agent.path()).isNull();
        assertThat(agent.consentUntilNanos()).isEqualTo(Long.MAX_VALUE);
        check(true, path(1));
        assertThat(agent.path()).isEqualTo(path(1));
    }

    @Test
    void mediaAndChecksRenewConsent() {
        check(true, path(1));
        now += 20_000_000_000L;
        agent.onAuthentic(path(1), now);
        assertThat(agent.consentUntilNanos()).isEqualTo(now + IceLite.CONSENT_NANOS);
        now += 20_000_000_000L;
        check(false, path(1));
        assertThat(agent.consentUntilNanos()).isEqualTo(now + IceLite.CONSENT_NANOS);
    }

    @Test
    void aPathThatEndedIsNotSentTo() {
        check(true, path(1));
        now += 1;
        check(false, path(2));
        agent.onLost(path(1));
        assertThat(agent.path()).isEqualTo(path(2));
        assertThat(agent.validated(path(1))).isFalse();
        agent.onLost(path(2));
        assertThat(agent.path()).isNull();
    }

    @Test
    void aRestartLeavesTheOldNamesUntilThePeerUsesTheNew() {
        check(true, path(1));
        IceParameters newServer = IceParameters.random(random);
        IceParameters newBrowser = IceParameters.random(random);
        agent.restart(newServer, newBrowser.ufrag());
        assertThat(agent.path()).isEqualTo(path(1));
        check(true, path(1));
        IceClient mixed = new IceClient(browser, newServer, random);
        mixed.check(true, request);
        assertThat(receive(path(3))).isEqualTo(StunOutcome.DROP_UNAUTHENTICATED);

        IceClient renewed = new IceClient(newBrowser, newServer, random);
        renewed.check(false, request);
        assertThat(receive(path(2))).isEqualTo(StunOutcome.RESPOND);
        assertThat(renewed.isSuccess(response.bytes, response.offset, response.length))
                .isTrue();
        check(true, path(1));
        renewed.check(true, request);
        assertThat(receive(path(2))).isEqualTo(StunOutcome.RESPOND_AND_SELECTED);
        assertThat(agent.path()).isEqualTo(path(2));
        client.check(true, request);
        assertThat(receive(path(1))).isEqualTo(StunOutcome.DROP_UNAUTHENTICATED);
        assertThat(agent.path()).isEqualTo(path(2));
    }

    @Test
    void restartsThatThePeerNeverHearsOfChangeNothing() {
        check(true, path(1));
        for (int i = 0; i < 5; i++) {
            agent.restart(
                    IceParameters.random(random), IceParameters.random(random).ufrag());
            check(true, path(1));
        }
    }

    private void check(boolean nominate, NetworkPath path) {
        client.check(nominate, request);
        assertThat(receive(path).responds()).isTrue();
    }

    @Test
    void findsOurFragmentOfTheUsername() {
        client.check(false, request);
        assertThat(message.wrap(request.bytes, 0, request.length)).isTrue();
        assertThat(IceLite.localUfrag(message)).isEqualTo(server.ufrag());

        client.begin(request).username("noColon").end();
        assertThat(message.wrap(request.bytes, 0, request.length)).isTrue();
        assertThat(IceLite.localUfrag(message)).isNull();

        client.begin(request).end();
        assertThat(message.wrap(request.bytes, 0, request.length)).isTrue();
        assertThat(IceLite.localUfrag(message)).isNull();
    }

    private StunWriter begin() {
        return client.begin(request).username(username()).priority(1);
    }

    private String username() {
        return server.ufrag() + ':' + browser.ufrag();
    }

    private StunOutcome receive(NetworkPath path) {
        assertThat(message.wrap(request.bytes, 0, request.length)).isTrue();
        return agent.onStun(message, path, response, now);
    }

    private void assertIgnored(StunOutcome expected) {
        assertThat(receive(path(1))).isEqualTo(expected);
        assertThat(expected.responds()).isFalse();
        assertThat(response.length).isZero();
        assertNothingChanged();
    }

    private void assertError(int code) {
        assertThat(receive(path(1))).isEqualTo(StunOutcome.RESPOND);
        StunMessage answer = answer();
        assertThat(answer.type()).isEqualTo(StunMessage.BINDING_ERROR);
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(answer.verifyIntegrity(integrity)).isTrue();
        assertNothingChanged();
    }

    private void assertNothingChanged() {
        assertThat(agent.selectedPath()).isNull();
        assertThat(agent.validated(path(1))).isFalse();
    }

    private StunMessage answer() {
        StunMessage answer = new StunMessage();
        assertThat(answer.wrap(response.bytes, response.offset, response.length))
                .isTrue();
        return answer;
    }

    private static NetworkPath path(int number) {
        return new Path(TransportAddress.of(new byte[] {10, 0, (byte) (number >> 8), (byte) number}, 4000));
    }
}
