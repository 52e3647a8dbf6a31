// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RoomDirectoryTest {
    private final RoomDirectory<String> directory = new RoomDirectory<>(List.of("first", "second"), 4);

    private static void assertRefused(ThrowingCallable call, Status.Code code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(code));
    }

    @Test
    void aRoomStaysWhereItIs() {
        String place = directory.join("room", "alice");
        assertThat(directory.join("room", "bob")).isEqualTo(place);
        assertThat(directory.find("room")).isEqualTo(place);
    }

    @Test
    void aNewRoomGoesWhereFewestAre() {
        String full = directory.join("room", "alice");
        directory.join("room", "bob");
        String other = directory.join("other", "carol");
        assertThat(other).isNotEqualTo(full);
        assertThat(directory.join("third", "dave")).isEqualTo(other);
    }

    @Test
    void theNodeHasALimit() {
        for (String id : List.of("a", "b", "c", "d")) {
            directory.join("room", id);
        }
        assertRefused(() -> directory.join("room", "e"), Status.Code.RESOURCE_EXHAUSTED);
        assertRefused(() -> directory.join("other", "e"), Status.Code.RESOURCE_EXHAUSTED);
        assertRefused(() -> directory.find("other"), Status.Code.NOT_FOUND);
        directory.leave("room", "a");
        directory.join("other", "e");
    }

    @Test
    void whoJoinsAgainIsCountedOnce() {
        for (String id : List.of("a", "b", "c", "d")) {
            directory.join("room", id);
        }
        directory.join("room", "a");
        assertThat(directory.counts("room", "a")).isTrue();
        directory.leave("room", "a");
        assertThat(directory.counts("room", "a")).isFalse();
        directory.join("room", "e");
    }

    @Test
    void aRoomEndsWithItsLast() {
        directory.join("room", "alice");
        directory.leave("room", "nobody");
        directory.leave("nowhere", "alice");
        assertThat(directory.find("room")).isNotNull();
        directory.leave("room", "alice");
        assertRefused(() -> directory.find("room"), Status.Code.NOT_FOUND);
    }

    @Test
    void aClosedRoomCountsNobody() {
        for (String id : List.of("a", "b", "c", "d")) {
            directory.join("room", id);
        }
        directory.close("room");
        assertRefused(() -> directory.find("room"), Status.Code.NOT_FOUND);
        for (String id : List.of("a", "b", "c", "d")) {
            directory.join("other", id);
        }
    }
}
