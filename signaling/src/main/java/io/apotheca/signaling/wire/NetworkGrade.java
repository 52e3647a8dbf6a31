// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

/** How good somebody's connection is, in a word; the best comes first. */
public enum NetworkGrade {
    GOOD,
    FAIR,
    POOR,
    LOST
}
