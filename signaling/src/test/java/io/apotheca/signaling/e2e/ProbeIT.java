// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The instruments themselves, on a page that calls itself: they see what is there, and see when it is not. */
class ProbeIT {
    private static final String PAGE = """
            <!doctype html><title>loop</title><video id=v autoplay playsinline style="width:320px"></video>
            <audio id=a autoplay></audio><label for=n>Your name</label><input id=n><button onclick="call()">Start</button>
            <script>
            async function call() {
              const a = new RTCPeerConnection(), b = new RTCPeerConnection();
              a.onicecandidate = e => b.addIceCandidate(e.candidate); b.onicecandidate = e => a.addIceCandidate(e.candidate);
              b.ontrack = e => { document.getElementById(e.track.kind[0]).srcObject = new MediaStream([e.track]); };
              const stream = await navigator.mediaDevices.getUserMedia({audio: true, video: true});
              for (const track of stream.getTracks()) a.addTrack(track, stream);
              window.camera = stream.getVideoTracks()[0];
              await a.setLocalDescription(await a.createOffer()); await b.setRemoteDescription(a.localDescription);
              await b.setLocalDescription(await b.createAnswer()); await a.setRemoteDescription(b.localDescription);
            }
            async function answer(sdp) {
              const b = new RTCPeerConnection();
              b.ontrack = e => { document.getElementById(e.track.kind[0]).srcObject = new MediaStream([e.track]); };
              await b.setRemoteDescription({type: 'offer', sdp});
              const stream = await navigator.mediaDevices.getUserMedia({audio: true, video: true});
              for (const track of stream.getTracks()) {
                const slot = b.getTransceivers().findLast(t => t.receiver.track.kind === track.kind);
                slot.direction = 'sendonly';
                await slot.sender.replaceTrack(track);
              }
              await b.setLocalDescription(await b.createAnswer());
              while (b.iceGatheringState !== 'complete') await new Promise(done => setTimeout(done, 50));
              return b.localDescription.sdp;
            }
            </script>""";

    @Test
    void chromiumShowsWhoseVideoAndSoundArrive() throws IOException {
        HttpServer server = serve();
        try (var chromium = Chromium.launch();
                Tab tab = chromium.person(Person.PATIENT)) {
            callsItself(tab, "http://127.0.0.1:" + server.getAddress().getPort() + "/");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void firefoxShowsWhoseVideoAndSoundArrive() throws IOException {
        Path page = Files.createTempDirectory("page");
        Files.writeString(page.resolve("index.html"), PAGE);
        int port = FreePort.tcp();
        try (var namespace = NetworkNamespace.create();
                var firefox = Firefox.launchIn(namespace, Person.GUEST);
                Tab tab = firefox.tab()) {
            Process server = new ProcessBuilder(
                            namespace.command(List.of("/usr/bin/python3", "-m", "http.server", Integer.toString(port))))
                    .directory(page.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                Await.until("the page", Duration.ofSeconds(10), () -> reachable(tab, port));
                callsItself(tab, "http://127.0.0.1:" + port + "/");
                assertThat(namespace.datagramsSent()).isPositive();
            } finally {
                server.destroy();
                Directories.delete(page);
            }
        }
    }

    private static boolean reachable(Tab tab, int port) {
        try {
            tab.open("http://127.0.0.1:" + port + "/");
            return true;
        } catch (CompletionException e) {
            return false;
        }
    }

    private static void callsItself(Tab tab, String url) {
        Person self = tab instanceof ChromiumTab ? Person.PATIENT : Person.GUEST;
        var probe = new Probe(tab);
        tab.open(url);
        tab.fill("Your name", "Zoë");
        assertThat(tab.evaluate("document.getElementById('n').value").asText()).isEqualTo("Zoë");
        assertThat(probe.pictures()).isEmpty();
        tab.press("Start");

        Await.until(
                "own picture back", Duration.ofSeconds(15), () -> probe.faces().equals(List.of(self.name())));
        // How large it gets is the browser's own affair here; that it has a size is the instrument's.
        Await.until(
                "a picture with a size",
                Duration.ofSeconds(30),
                () -> probe.videos().stream().anyMatch(video -> video.width() >= 160));
        assertThat(probe.pictures()).allSatisfy(picture -> {
            assertThat(picture.ageMillis()).isBetween(0L, 1000L);
        });
        assertThat(probe.shown()).hasSize(1);
        assertThat(probe.localDescriptions()).isEqualTo(2);
        assertThat(probe.tones()).hasSize(1).allMatch(tone -> tone.of(self));
        assertThat(probe.audios())
                .allSatisfy(audio -> assertThat(audio.audioEnergy()).isPositive());

        tab.evaluate("void camera.stop()");
        Await.until(
                "the picture to stand still",
                Duration.ofSeconds(5),
                () -> probe.pictures().getFirst().ageMillis() > 2000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void foreignPeersSendAndSeePeople(boolean libwebrtc) throws IOException {
        HttpServer server = serve();
        try (var chromium = Chromium.launch();
                Tab tab = chromium.person(Person.PHARMACIST);
                ForeignPeer peer = libwebrtc ? new LibwebrtcPeer(Person.PATIENT) : new AiortcPeer(Person.PATIENT)) {
            var probe = new Probe(tab);
            tab.open("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            String offer = Json.text(peer.offer());
            peer.answer(tab.evaluate("answer(" + offer + ")").asText());

            Await.until(
                    "their picture here",
                    Duration.ofSeconds(15),
                    () -> probe.pictures().stream().anyMatch(picture -> picture.shows(Person.PATIENT)));
            Await.until("our picture and tone there", Duration.ofSeconds(15), () -> {
                return peer.report().shows(Person.PHARMACIST) && peer.report().sounds(Person.PHARMACIST);
            });
            assertThat(probe.tones()).hasSize(1).allMatch(tone -> tone.of(Person.PATIENT));
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer serve() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] body = PAGE.getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }
}
