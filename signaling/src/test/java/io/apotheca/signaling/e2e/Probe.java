// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** What {@code probe.js} sees in a page. */
public record Probe(Tab tab) {
    /** A stream that has brought packets: one row of the browser's inbound-rtp statistics, totals since it began. */
    public record Inbound(
            String mid,
            String kind,
            long packets,
            long lost,
            long framesDecoded,
            int width,
            int height,
            long freezes,
            double freezeSeconds,
            double audioEnergy,
            long concealed,
            long silentConcealed,
            long samples) {}

    /** A stream of pictures that is sent: one row of the browser's outbound-rtp statistics. */
    public record Outbound(
            String rid, long ssrc, boolean active, long framesEncoded, int width, int height, String codec) {}

    /** A remote picture as drawn on the page; {@code ageMillis} is -1 where the time in it cannot be read. */
    public record Picture(
            String mid,
            int width,
            int height,
            List<Integer> left,
            List<Integer> right,
            int stamp,
            long ageMillis,
            Map<String, Double> differences) {
        private static final double SAME = 20;

        /** Whose own picture this is, pixel by pixel; anything too far from everybody's is nobody's. */
        public String whose() {
            return differences.entrySet().stream()
                    .filter(entry -> entry.getValue() < SAME)
                    .min(Comparator.comparingDouble(Map.Entry::getValue))
                    .map(Map.Entry::getKey)
                    .orElse("nobody");
        }

        /** Whether its halves have the person's colours: for pictures that carry no time. */
        boolean shows(Person person) {
            return Colours.near(left, person.left()) && Colours.near(right, person.right());
        }
    }

    public record Tone(String mid, double toneHz, double power) {
        boolean of(Person person) {
            return Math.abs(toneHz - person.toneHz()) < 15;
        }
    }

    /** The first frame of a remote picture that the page presented, in epoch milliseconds. */
    public record Shown(String mid, double atMillis) {}

    /** A text that stood on the page since it was watched for. */
    public record Seen(String text, double atMillis) {}

    /** A press of a button, in epoch milliseconds. */
    public record Press(String name, double atMillis) {}

    /** The preload function with its argument, ready to run in a page. */
    public static String preload(Person person, boolean fakeMicrophone) {
        var people = Json.object().putArray("people");
        for (Person each : Person.values()) {
            people.add(each.toJson());
        }
        var settings = Json.object().put("fakeMicrophone", fakeMicrophone);
        settings.set("person", person.toJson());
        settings.set("people", people);
        return "(" + source() + ")(" + settings + ")";
    }

    private static String source() {
        try (InputStream in = Objects.requireNonNull(Probe.class.getResourceAsStream("probe.js"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.substring(text.indexOf("(settings)"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public List<Inbound> inbound() {
        return rows("probe.inbound()", Inbound.class);
    }

    public List<Outbound> outbound() {
        return rows("probe.outbound()", Outbound.class);
    }

    /** The pictures that have come so far, by kind of stream with the most frames first. */
    public List<Inbound> videos() {
        return inbound().stream()
                .filter(row -> row.kind().equals("video") && row.framesDecoded() > 0)
                .sorted(Comparator.comparingLong(Inbound::framesDecoded).reversed())
                .toList();
    }

    public List<Inbound> audios() {
        return inbound().stream().filter(row -> row.kind().equals("audio")).toList();
    }

    public List<Picture> pictures() {
        return rows("probe.pictures()", Picture.class);
    }

    /** Whose pictures are on the page now, sorted. */
    public List<String> faces() {
        return pictures().stream().map(Picture::whose).sorted().toList();
    }

    public List<Tone> tones() {
        return rows("probe.tones()", Tone.class);
    }

    public List<Shown> shown() {
        return rows("probe.shown", Shown.class);
    }

    /** When the first remote frame was presented; waits for it. */
    public double firstShownMillis() {
        Await.until("a remote frame", Steps.SOON, () -> !shown().isEmpty());
        return shown().stream().mapToDouble(Shown::atMillis).min().orElseThrow();
    }

    /** When the button was last pressed. */
    public double pressedMillis(String button) {
        return rows("probe.presses", Press.class).stream()
                .filter(press -> press.name().equals(button))
                .mapToDouble(Press::atMillis)
                .max()
                .orElseThrow();
    }

    public void watchFor(String text) {
        tab.evaluate("probe.watchFor(" + Json.text(text) + ")");
    }

    public boolean hasSeen(String text) {
        return rows("probe.seen", Seen.class).stream()
                .anyMatch(seen -> seen.text().equals(text));
    }

    /** The WebSocket messages that the page has received, as they stood on the wire. */
    public List<String> received() {
        return texts("probe.received");
    }

    public List<String> sent() {
        return texts("probe.sent");
    }

    public int localDescriptions() {
        return tab.evaluate("probe.descriptions").asInt();
    }

    /** Peer connections in use: those that have a description of either side. One that was only made gathers and sends nothing. */
    public int connections() {
        return tab.evaluate("probe.connections.filter(c => c.localDescription || c.remoteDescription).length")
                .asInt();
    }

    public double stillMillis() {
        return tab.evaluate("probe.stillMillis").asDouble();
    }

    /** From now on what the page sends to the server's UDP port goes to this one, and it knows of no other. Before the answer. */
    public void through(int port) {
        tab.evaluate("probe.relay = " + port);
    }

    /** The longest that a remote picture on the page stood still since this was last asked, in milliseconds. */
    public double longestStillMillis() {
        return tab.evaluate("probe.takeLongestStill()").asDouble();
    }

    public String answer() {
        return tab.evaluate("probe.sdp('currentRemoteDescription')").asText();
    }

    public String offer() {
        return tab.evaluate("probe.sdp('currentLocalDescription')").asText();
    }

    private List<String> texts(String expression) {
        return StreamSupport.stream(tab.evaluate(expression).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private <T> List<T> rows(String expression, Class<T> type) {
        JsonNode found = tab.evaluate(expression);
        return StreamSupport.stream(found.spliterator(), false)
                .map(node -> Json.read(node, type))
                .toList();
    }
}
