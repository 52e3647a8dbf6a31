// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.audit;

/** What happened. The names are stored: never rename one. */
public enum Action {
    SIGN_IN,
    SIGN_IN_FAILED,
    SIGN_OUT,
    LINK_CREATED,
    LINK_USED,
    CHECK_IN,
    /** A staff member took a place in a consultation. */
    ENTER,
    ADMIT,
    DECLINE,
    /** Media was joined: an offer is being answered. */
    JOIN,
    REMOVE,
    LEAVE,
    /** Somebody who had been away for longer than the grace is back in the waiting room. */
    RETURN,
    /** The last staff member left, and the visitor's consultation was over with that. */
    END,
    /** To being recorded; the detail is the version of the text that was shown. */
    CONSENT_GIVEN,
    CONSENT_REFUSED,
    CONSENT_WITHDRAWN,
    /** Staff asked everybody in the consultation whether they may be recorded. */
    RECORDING_ASKED,
    /** Staff decided that the consultation is not recorded, before it was or while it was. */
    RECORDING_REFUSED,
    /** An archive: the detail of these is its id. */
    RECORDING_BEGUN,
    RECORDING_PAUSED,
    RECORDING_RESUMED,
    RECORDING_ENDED,
    /** Nothing was recorded although everybody agreed; the detail is archive:what stopped it. */
    RECORDING_STOPPED,
    /** What had stopped it was over. */
    RECORDING_WENT_ON,
    /** The detail is archive:part:SHA-256 of the header:key ids. */
    PART_BEGUN,
    /** A part of an archive that is not known here, or that was left as it is. The detail is archive:part:what became of it. */
    PART_FOUND,
    /** The detail is archive:part:SHA-256 of the file, or what became of it where that is not known. */
    PART_ENDED,
    /** All keys of an archive were destroyed: nobody can open it any more. The detail of these is the archive's id. */
    ARCHIVE_SHREDDED,
    /** Its bytes went, too. */
    ARCHIVE_DELETED,
    /** What a crash left of an archive was closed off. */
    ARCHIVE_RECOVERED,
    /** Files for players were made of an archive. */
    ARCHIVE_EXPORTED,
    /** A legal hold: it is not to be deleted. */
    HOLD_SET,
    HOLD_RELEASED,
    /** Staff looked at the list of recordings. */
    RECORDINGS_LISTED,
    /** Staff began to read the sealed bytes of a part of a recording. */
    RECORDING_OPENED,
    /** Its time was over, and what the database had of it was deleted, names and links with it. */
    CONSULTATION_DELETED,
    /** So was a staff member's session; the detail is its id. */
    SIGN_IN_DELETED
}
