// SPDX-License-Identifier: Apache-2.0
/** Where archives are kept once a part has its end: a folder, or a bucket of something that speaks as S3 does. */
@NullMarked
package io.apotheca.recorder.store;

import org.jspecify.annotations.NullMarked;
