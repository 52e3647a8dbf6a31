// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.visit;

import io.apotheca.signaling.token.Token;

/** A new visit link. */
public record Invitation(Token token, String consultationId) {}
