// SPDX-License-Identifier: Apache-2.0
/**
 * The recorder as a service: told by signaling which rooms to record, it taps them at the media server and writes archives. Each
 * session has a thread of its own; sessions share nothing but a folder, a store and counters.
 */
@NullMarked
package io.apotheca.recorder.service;

import org.jspecify.annotations.NullMarked;
