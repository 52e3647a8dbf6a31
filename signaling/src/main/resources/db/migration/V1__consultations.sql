-- SPDX-License-Identifier: Apache-2.0
-- Runs on H2 and on PostgreSQL. Secrets are kept as hashes only.

create table account (
    id varchar(36) primary key,
    login varchar(64) not null unique,
    name varchar(100) not null,
    password varchar(255) not null,
    created_at timestamp(6) with time zone not null
);

create table staff_session (
    id varchar(36) primary key,
    token_hash varchar(64) not null unique,
    account_id varchar(36) not null references account (id),
    created_at timestamp(6) with time zone not null,
    seen_at timestamp(6) with time zone not null,
    ended_at timestamp(6) with time zone
);

create table consultation (
    id varchar(36) primary key,
    created_by varchar(36) not null references account (id),
    created_at timestamp(6) with time zone not null
);

create table visit_link (
    id varchar(36) primary key,
    token_hash varchar(64) not null unique,
    consultation_id varchar(36) not null references consultation (id),
    role varchar(16) not null,
    name varchar(100),
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    used_at timestamp(6) with time zone
);

-- One stay of one person in a consultation: a visitor from the check-in on, a staff member from the entry on.
-- present is false for one who has been away for longer than the grace.
create table participant (
    id varchar(36) primary key,
    consultation_id varchar(36) not null references consultation (id),
    role varchar(16) not null,
    name varchar(100) not null,
    state varchar(16) not null,
    present boolean not null,
    staff_session_id varchar(36) references staff_session (id),
    since timestamp(6) with time zone not null
);

create index participant_consultation on participant (consultation_id);
create index participant_state on participant (state, present);

create table visit_session (
    token_hash varchar(64) primary key,
    participant_id varchar(36) not null references participant (id),
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null
);

-- Append-only: ids, never names or addresses.
create table audit_entry (
    id bigint generated always as identity primary key,
    at timestamp(6) with time zone not null,
    action varchar(32) not null,
    actor_kind varchar(16) not null,
    actor_id varchar(36),
    consultation_id varchar(36),
    participant_id varchar(36),
    detail varchar(64)
);
