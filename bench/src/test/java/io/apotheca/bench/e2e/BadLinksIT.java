// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.signaling.e2e.Await;
import io.apotheca.signaling.e2e.CallQuality;
import io.apotheca.signaling.e2e.Person;
import io.apotheca.signaling.e2e.Probe;
import io.apotheca.signaling.e2e.Probe.Inbound;
import io.apotheca.signaling.e2e.Steps;
import io.apotheca.signaling.e2e.Tab;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * People whose links are too slow for the best picture, each by a relay of their own; the pharmacist's is always good. The
 * cameras' pictures are 640x360, sent in that size and in half of it.
 */
class BadLinksIT {
    private static final long GOOD_BPS = 4_000_000;
    private static final long MEDIUM_BPS = 600_000;
    private static final long POOR_BPS = 60_000;
    private static final Duration WATCHED = Duration.ofSeconds(20);
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final Duration SETTLING = Duration.ofSeconds(6);
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration BACK = Duration.ofSeconds(5);
    private static final double LONGEST_STILL_MILLIS = 300;
    private static final double CONCEALED = 0.02;
    private static final String TOO_SLOW = "Your connection is too slow for a picture";

    @Test
    void aMediumLinkShowsTheSmallerPictureAllTheTime() {
        try (var call = LinkedCall.start();
                var link = call.link(MEDIUM_BPS, GOOD_BPS)) {
            Tab pharmacist = call.pharmacist();
            Tab patient = call.patient(link);
            Steps.sees(patient, Person.PHARMACIST);
            Steps.sees(pharmacist, Person.PATIENT);
            Await.pass(SETTLING);
            Probe here = new Probe(patient);
            var before = CallQuality.start(here);
            Probe onGoodLink = new Probe(pharmacist);
            var there = CallQuality.start(onGoodLink);
            here.longestStillMillis();
            onGoodLink.longestStillMillis();
            var sizes = new PictureSizes(here);
            sizes.watch(MINUTE);
            assertThat(sizes.seen()).containsOnly(320);
            goesOn(here, onGoodLink);
            CallQuality quality = CallQuality.since(before);
            assertThat(quality.framesPerSecond()).isGreaterThan(15);
            assertThat(quality.concealedShare()).isLessThan(CONCEALED);
            CallQuality.since(there).isGood();
        }
    }

    @Test
    void aLinkThatBecomesSlowShowsTheSmallerPictureWithoutStandingStill() {
        try (var call = LinkedCall.start();
                var link = call.link(GOOD_BPS, GOOD_BPS)) {
            Tab pharmacist = call.pharmacist();
            Tab patient = call.patient(link);
            Probe here = new Probe(patient);
            CallQuality.awaitSize(here, 640, 360);
            CallQuality.awaitFlow(here);
            Probe onGoodLink = new Probe(pharmacist);
            here.longestStillMillis();
            onGoodLink.longestStillMillis();
            link.change(MEDIUM_BPS, GOOD_BPS);
            Await.until("the smaller picture", SOON, () -> width(here) == 320);
            Await.pass(SETTLING);
            goesOn(here, onGoodLink);
        }
    }

    /** Whatever the machine itself did to pictures meanwhile, it did to those on the good link as well. */
    private static void goesOn(Probe here, Probe onGoodLink) {
        assertThat(here.longestStillMillis())
                .as("ms without a new picture")
                .isLessThan(Math.max(LONGEST_STILL_MILLIS, onGoodLink.longestStillMillis()));
    }

    @Test
    void aPoorLinkKeepsTheSoundAndGetsThePictureBack() {
        try (var call = LinkedCall.start();
                var link = call.link(GOOD_BPS, GOOD_BPS)) {
            Tab pharmacist = call.pharmacist();
            Tab patient = call.patient(link);
            Probe here = new Probe(patient);
            Probe there = new Probe(pharmacist);
            CallQuality.awaitSize(here, 640, 360);
            CallQuality.awaitSize(there, 640, 360);
            link.change(POOR_BPS, POOR_BPS);
            Await.until("the words", SETTLING, () -> patient.text().contains(TOO_SLOW));
            Await.pass(SETTLING);
            var hereBefore = CallQuality.start(here);
            var thereBefore = CallQuality.start(there);
            Await.pass(WATCHED);
            assertThat(CallQuality.since(hereBefore).concealedShare())
                    .as("sound made up where the link is poor")
                    .isLessThan(CONCEALED);
            assertThat(CallQuality.since(thereBefore).concealedShare())
                    .as("sound made up that comes from there")
                    .isLessThan(CONCEALED);
            assertThat(patient.text()).contains(TOO_SLOW);
            link.change(GOOD_BPS, GOOD_BPS);
            long frames = frames(here);
            long theirs = frames(there);
            Await.until(
                    "pictures again on both sides",
                    BACK,
                    () -> frames(here) > frames + 5 && frames(there) > theirs + 5);
            Await.until("no words any more", BACK, () -> !patient.text().contains(TOO_SLOW));
            Steps.sees(pharmacist, Person.PATIENT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"VP8", "VP9", "H264", "AV1"})
    void everyCodecsStreamsAreSwitchedBothWays(String codec) {
        String others = codec.equals("VP8") ? "" : ", VP8";
        try (var call = LinkedCall.start("consultations.video-codecs = [" + codec + others + "]\n");
                var link = call.link(GOOD_BPS, GOOD_BPS)) {
            Tab pharmacist = call.pharmacist();
            Tab patient = call.patient(link);
            Probe here = new Probe(patient);
            CallQuality.awaitSize(here, 640, 360);
            assertThat(new Probe(pharmacist).outbound())
                    .allMatch(stream -> stream.codec().equals("video/" + codec));
            link.change(MEDIUM_BPS, GOOD_BPS);
            Await.until("the smaller picture", SOON, () -> width(here) == 320);
            Steps.sees(patient, Person.PHARMACIST);
            link.change(GOOD_BPS, GOOD_BPS);
            Await.until("the whole picture again", SOON, () -> width(here) == 640);
            Steps.sees(patient, Person.PHARMACIST);
        }
    }

    private static int width(Probe probe) {
        return probe.videos().getFirst().width();
    }

    /** One publisher, three viewers who neither send pictures nor sound. */
    @Test
    void eachViewerGetsWhatFits() {
        try (var call = LinkedCall.start();
                var fastLink = call.link(3_000_000, GOOD_BPS);
                var mediumLink = call.link(500_000, GOOD_BPS);
                var poorLink = call.link(100_000, GOOD_BPS)) {
            Tab fast = call.patient(fastLink);
            Steps.sees(fast, Person.PHARMACIST);
            Tab medium = call.guest(mediumLink);
            Tab poor = call.guest(poorLink);
            for (Tab viewer : List.of(fast, medium, poor)) {
                viewer.press("Stop camera");
                viewer.press("Mute microphone");
            }
            Await.pass(SETTLING.multipliedBy(2));
            List<Probe> probes = List.of(new Probe(fast), new Probe(medium));
            Probe last = new Probe(poor);
            var soundBefore = CallQuality.liveliest(last.audios());
            var before = probes.stream().map(CallQuality::start).toList();
            probes.forEach(Probe::longestStillMillis);
            Await.pass(WATCHED);
            assertThat(probes.get(0).longestStillMillis()).as("fast").isLessThan(LONGEST_STILL_MILLIS);
            assertThat(probes.get(1).longestStillMillis()).as("medium").isLessThan(LONGEST_STILL_MILLIS);
            CallQuality.since(before.get(0)).isGood();
            CallQuality less = CallQuality.since(before.get(1));
            assertThat(less.video().width()).isEqualTo(320);
            assertThat(less.framesPerSecond()).isGreaterThan(15);
            assertThat(CallQuality.concealedShare(soundBefore, CallQuality.liveliest(last.audios())))
                    .as("sound made up where only sound fits")
                    .isLessThan(CONCEALED);
            assertThat(poor.text()).contains(TOO_SLOW);
        }
    }

    /** Two publishers, one by a link that loses, and a guest who only looks. */
    @Test
    void aLossyPublisherCostsTheOthersNothing() {
        try (var call = LinkedCall.start();
                var link = call.losingLink(0.08, GOOD_BPS)) {
            call.patient(link);
            Tab guest = call.guest();
            guest.press("Stop camera");
            guest.press("Mute microphone");
            Steps.sees(guest, Person.PATIENT, Person.PHARMACIST);
            Probe viewer = new Probe(guest);
            Await.pass(SETTLING);
            Inbound lossyBefore = shown(viewer, Person.PATIENT);
            Inbound before = shown(viewer, Person.PHARMACIST);
            Await.pass(WATCHED);
            Inbound after = shown(viewer, Person.PHARMACIST);
            assertThat(link.lost()).as("the loss is real").isGreaterThan(100);
            assertThat(after.freezes())
                    .as("times the other's picture stood still")
                    .isEqualTo(before.freezes());
            assertThat(framesASecond(before, after)).isGreaterThan(15);
            assertThat(framesASecond(lossyBefore, shown(viewer, Person.PATIENT)))
                    .as("what is lost comes again; the browser sends less of it by itself")
                    .isGreaterThan(6);
        }
    }

    private static Inbound shown(Probe viewer, Person person) {
        String mid = Await.value(
                "the picture's line",
                SOON,
                () -> viewer.pictures().stream()
                        .filter(picture -> picture.whose().equals(person.name()))
                        .map(Probe.Picture::mid)
                        .findFirst());
        return viewer.videos().stream()
                .filter(row -> row.mid().equals(mid))
                .findFirst()
                .orElseThrow();
    }

    private static double framesASecond(Inbound before, Inbound after) {
        return (after.framesDecoded() - before.framesDecoded()) / (double) WATCHED.toSeconds();
    }

    private static long frames(Probe probe) {
        return probe.videos().stream().mapToLong(Probe.Inbound::framesDecoded).sum();
    }
}
