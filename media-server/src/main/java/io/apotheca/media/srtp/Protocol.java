// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

/** Which of the two protocols of a session a cipher is for; each has session keys of its own. */
enum Protocol {
    RTP,
    RTCP
}
