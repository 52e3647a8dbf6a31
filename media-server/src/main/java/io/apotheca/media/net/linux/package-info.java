// SPDX-License-Identifier: Apache-2.0
/**
 * UDP by Linux' own system calls: many datagrams in one call (recvmmsg, sendmmsg), and several to one address in one message that the
 * kernel or the network card takes apart (UDP_SEGMENT) and joins (UDP_GRO). The layouts are those of 64-bit little-endian Linux, which
 * x86-64 and AArch64 share; elsewhere none of it is used. Owned by one thread, as a port is.
 */
@NullMarked
package io.apotheca.media.net.linux;

import org.jspecify.annotations.NullMarked;
