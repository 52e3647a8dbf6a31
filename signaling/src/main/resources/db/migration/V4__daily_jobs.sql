-- SPDX-License-Identifier: Apache-2.0
-- What is done once a day by one of all servers. Runs on H2 and on PostgreSQL.

-- done_on is the last day that it was done to its end. Whoever does it says until when nobody else need begin.
create table daily_job (
    name varchar(32) primary key,
    done_on date,
    taken_until timestamp(6) with time zone
);

insert into daily_job (name) values ('retention');
