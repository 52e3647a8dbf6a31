-- SPDX-License-Identifier: Apache-2.0
-- Recordings: who agreed, what was archived. Runs on H2 and on PostgreSQL.

-- What a participant said to being recorded; the newest entry counts. answer: GIVEN, REFUSED or WITHDRAWN.
create table recording_consent (
    id bigint generated always as identity primary key,
    consultation_id varchar(36) not null references consultation (id),
    participant_id varchar(36) not null references participant (id),
    answer varchar(16) not null,
    text_version varchar(64) not null,
    at timestamp(6) with time zone not null
);

create index recording_consent_participant on recording_consent (participant_id, id);

-- One archive. content: AUDIO_AND_VIDEO or AUDIO. Rows stay when the archive is deleted.
create table recording (
    id varchar(36) primary key,
    consultation_id varchar(36) not null references consultation (id),
    site varchar(64) not null,
    content varchar(16) not null,
    begun_at timestamp(6) with time zone not null,
    ended_at timestamp(6) with time zone,
    hold_reason varchar(200),
    held_at timestamp(6) with time zone,
    shredded_at timestamp(6) with time zone,
    deleted_at timestamp(6) with time zone
);

create index recording_consultation on recording (consultation_id);

-- Digests are SHA-256 in hexadecimal; key ids are in hexadecimal, joined by commas.
create table recording_part (
    recording_id varchar(36) not null references recording (id),
    part integer not null,
    key_ids varchar(600) not null,
    header_digest varchar(64) not null,
    begun_at timestamp(6) with time zone not null,
    digest varchar(64),
    length bigint,
    -- WHOLE, UNFINISHED (closed off after a crash) or LOST (nothing of it was found)
    outcome varchar(16),
    ended_at timestamp(6) with time zone,
    primary key (recording_id, part)
);
