// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One example file for each message, read here and by the web client's tests alike. */
class GoldenFilesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Class<?>> clientMessages() {
        return Arrays.stream(ClientMessage.class.getPermittedSubclasses());
    }

    static Stream<Class<?>> serverMessages() {
        return Arrays.stream(ServerMessage.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("clientMessages")
    void clientMessageIsReadAndWrittenAsItsFile(Class<?> type) throws Exception {
        String golden = golden("client", type);
        ClientMessage message = MessageCodec.decode(golden);
        assertThat(message).isInstanceOf(type);
        String written = MessageCodec.encode(message);
        assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(golden));
        assertThat(MessageCodec.decode(written)).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("serverMessages")
    void serverMessageIsReadAndWrittenAsItsFile(Class<?> type) throws Exception {
        String golden = golden("server", type);
        ServerMessage message = MessageCodec.decodeServer(golden);
        assertThat(message).isInstanceOf(type);
        String written = MessageCodec.encode(message);
        assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(golden));
        assertThat(MessageCodec.decodeServer(written)).isEqualTo(message);
    }

    @Test
    void theQualityOfACallIsReadAndWrittenAsItsFile() throws Exception {
        String golden = Files.readString(GOLDEN.resolve("api/quality.json"));
        CallQuality quality = MessageCodec.decodeQuality(golden);
        String written = MessageCodec.encode(quality);
        assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(golden));
        assertThat(MessageCodec.decodeQuality(written)).isEqualTo(quality);
    }

    @Test
    void everyFileBelongsToAMessage() throws IOException {
        assertThat(names("client")).containsExactlyInAnyOrderElementsOf(typeNames(clientMessages()));
        assertThat(names("server")).containsExactlyInAnyOrderElementsOf(typeNames(serverMessages()));
    }

    private static String golden(String side, Class<?> type) throws IOException {
        return Files.readString(GOLDEN.resolve(side).resolve(MessageMapper.typeName(type) + ".json"));
    }

    private static List<String> typeNames(Stream<Class<?>> types) {
        return types.map(MessageMapper::typeName).toList();
    }

    private static List<String> names(String side) throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN.resolve(side))) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .toList();
        }
    }
}
