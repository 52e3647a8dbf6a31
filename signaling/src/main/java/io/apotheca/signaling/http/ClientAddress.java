// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

import io.apotheca.signaling.config.AddressRange;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whose request it is: the address at the other end of the socket or, where that is a trusted proxy's, the last one in
 * X-Forwarded-For that is not a trusted proxy's itself. Each proxy adds whom it got the request from at the end, so what
 * stands further in front may be the client's invention.
 */
final class ClientAddress {
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final List<AddressRange> trusted;

    ClientAddress(List<AddressRange> trusted) {
        this.trusted = trusted;
    }

    /** An IP address, for counting. */
    String of(Context context) {
        return trusted.isEmpty()
                ? context.ip()
                : of(context.ip(), Collections.list(context.req().getHeaders(FORWARDED_FOR)));
    }

    /** The same for a socket's address and the headers' values in their order. */
    String of(String socket, List<String> forwardedFor) {
        String client = socket;
        Optional<InetAddress> address = parse(socket);
        List<String> hops = forwardedFor.stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .toList();
        for (String hop : hops.reversed()) {
            if (address.filter(this::trusts).isEmpty()) {
                break;
            }
            address = parse(hop);
            client = address.map(InetAddress::getHostAddress).orElse(client);
        }
        return client;
    }

    private boolean trusts(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }

    private static Optional<InetAddress> parse(String text) {
        String bare = text.strip().replaceFirst("^\\[(.*)]$", "$1");
        try {
            return bare.indexOf('%') < 0 ? Optional.of(InetAddress.ofLiteral(bare)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
