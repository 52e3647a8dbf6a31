// SPDX-License-Identifier: Apache-2.0
/** One timeline for everybody's tracks, from RTP timestamps, sender reports and times of arrival. */
@NullMarked
package io.apotheca.recorder.timeline;

import org.jspecify.annotations.NullMarked;
