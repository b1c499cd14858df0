import type { Sql } from 'postgres'
import { flowProcedures } from './procedures-flow'
import { runProcedures } from './procedures-run'

/** Payloads are JSON kept as text: PostgreSQL never parses them, so no character of a step's result can be refused. */
const tables = `
create schema if not exists jobs;

create table if not exists jobs.functions (
  id text primary key,
  name text not null,
  config text not null,
  max_attempts int not null,
  synced_at timestamptz not null default now(),
  removed_at timestamptz
);

create table if not exists jobs.crons (
  function_id text not null,
  expression text not null,
  next_at timestamptz not null,
  primary key (function_id, expression)
);

create table if not exists jobs.events (
  id text primary key,
  external_id text unique,
  name text not null,
  payload text not null,
  received_at timestamptz not null default now()
);

create table if not exists jobs.runs (
  id text primary key,
  function_id text not null,
  status text not null default 'Scheduled' check (status in ('Scheduled', 'Running', 'Completed', 'Failed', 'Cancelled')),
  event_ids text[] not null,
  events text not null,
  stack text[] not null default '{}',
  parallel boolean not null default false,
  output text,
  error text,
  cron text,
  rerun_of text,
  parent_run_id text,
  parent_step_id text,
  rate_key text,
  singleton_key text,
  limit_keys text[] not null default '{}',
  limit_values int[] not null default '{}',
  priority int not null default 0,
  start_by timestamptz,
  finish_ms bigint,
  finish_by timestamptz,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz
);
create index if not exists runs_by_function on jobs.runs (function_id, id desc);
create index if not exists runs_by_status on jobs.runs (status, id desc);
create index if not exists runs_by_end on jobs.runs (ended_at) where ended_at is not null;
create index if not exists runs_by_event on jobs.runs using gin (event_ids);
create index if not exists runs_by_rate on jobs.runs (function_id, rate_key, created_at) where rate_key is not null;
create index if not exists runs_by_singleton on jobs.runs (function_id, singleton_key)
  where singleton_key is not null and status in ('Scheduled', 'Running');
create index if not exists runs_by_start_limit on jobs.runs (start_by) where status = 'Scheduled' and start_by is not null;
create index if not exists runs_by_finish_limit on jobs.runs (finish_by) where status = 'Running' and finish_by is not null;

create table if not exists jobs.steps (
  run_id text not null references jobs.runs on delete cascade,
  id text not null,
  position int generated always as identity,
  name text not null,
  op text not null,
  opts text,
  result text,
  race boolean not null default false,
  attempts int not null default 0,
  last_error text,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (run_id, id)
);

create table if not exists jobs.queue (
  id bigint generated always as identity primary key,
  run_id text not null references jobs.runs on delete cascade,
  function_id text not null,
  step_id text,
  run_at timestamptz not null default now(),
  position timestamptz not null default now(),
  attempt int not null default 0,
  interruptions int not null default 0,
  again boolean not null default false,
  limit_keys text[] not null default '{}',
  limit_values int[] not null default '{}',
  owner uuid,
  generation int not null default 0,
  lease_until timestamptz,
  last_error text,
  unique nulls not distinct (run_id, step_id)
);
create index if not exists queue_due on jobs.queue (run_at);
create index if not exists queue_leased on jobs.queue (owner) where owner is not null;

create table if not exists jobs.waits (
  id bigint generated always as identity primary key,
  run_id text not null references jobs.runs on delete cascade,
  step_id text,
  event_name text not null,
  expression text,
  expires_at timestamptz
);
create index if not exists waits_by_event on jobs.waits (event_name);
create index if not exists waits_by_run on jobs.waits (run_id);

create table if not exists jobs.timers (
  run_id text not null references jobs.runs on delete cascade,
  step_id text not null,
  due_at timestamptz not null,
  result text not null,
  primary key (run_id, step_id)
);
create index if not exists timers_due on jobs.timers (due_at);

create table if not exists jobs.pending (
  function_id text not null,
  key text not null,
  events text[] not null,
  event_ids text[] not null,
  version int not null default 1,
  due_at timestamptz not null,
  deadline_at timestamptz,
  primary key (function_id, key)
);

create table if not exists jobs.once (
  scope text not null,
  key text not null,
  expires_at timestamptz not null,
  primary key (scope, key)
);

create table if not exists jobs.throttles (
  scope text not null,
  key text not null,
  tat timestamptz not null,
  primary key (scope, key)
);

create table if not exists jobs.lifecycle (
  run_id text primary key references jobs.runs on delete cascade,
  created_at timestamptz not null default now()
);
`

const migrationLock = 7_120_001

/**
 * Creates or completes the schema `jobs`. One simple-protocol message is one transaction on one connection; the lock
 * keeps two executors that start together from racing on the same statements.
 */
export async function migrate(sql: Sql): Promise<void> {
  await sql.unsafe(`
    select pg_advisory_xact_lock(${migrationLock});
    ${tables}
    ${flowProcedures}
    ${runProcedures}
  `)
}
