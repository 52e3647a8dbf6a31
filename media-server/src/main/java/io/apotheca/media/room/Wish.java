// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import io.apotheca.media.forward.Source;

/**
 * How much of a participant's simulcast source is wanted by those it is shown to.
 *
 * @param highest the highest stream that anybody is to get, lowest 0
 * @param streams how many it has
 */
public record Wish(Source source, int highest, int streams) {}
