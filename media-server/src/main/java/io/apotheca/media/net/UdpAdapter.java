// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

/** How datagrams go to and come from the operating system. */
public enum UdpAdapter {
    /** {@link #LINUX} where it works, else {@link #PORTABLE}. */
    AUTO,
    /** By recvmmsg and sendmmsg. */
    LINUX,
    /** By the Java runtime's channels. */
    PORTABLE
}
