-- SPDX-License-Identifier: Apache-2.0
-- Runs on H2 and on PostgreSQL.

-- What staff last decided about recording it: NONE, AUDIO or AUDIO_AND_VIDEO. Empty: nothing, so that the policy holds.
alter table consultation add column recorded varchar(16);
