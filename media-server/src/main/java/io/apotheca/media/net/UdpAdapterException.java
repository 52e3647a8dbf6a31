// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import java.io.IOException;

/** The adapter that was asked for does not work here; the message says why. */
public final class UdpAdapterException extends IOException {
    private static final long serialVersionUID = 1;

    UdpAdapterException(String message) {
        super(message);
    }
}
