-- SPDX-License-Identifier: Apache-2.0
-- Runs on H2 and on PostgreSQL.

-- Whose they are: retention rules go by it. Empty for rows from before; only rules for all sites are about those.
alter table consultation add column site varchar(64) default '' not null;
alter table staff_session add column site varchar(64) default '' not null;

update consultation set site = (select max(r.site) from recording r where r.consultation_id = consultation.id)
    where exists (select 1 from recording r where r.consultation_id = consultation.id);
