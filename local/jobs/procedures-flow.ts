/**
 * What happens between an event and the start of a run, as PL/pgSQL. Each call is one statement and thereby one transaction:
 * a connection that dies in the middle can never leave half of it behind, nor let the other half run outside.
 */
export const flowProcedures = `
create or replace function jobs.interval_of(p_ms text) returns interval language sql immutable as $$
  select make_interval(secs => p_ms::numeric::double precision / 1000)
$$;

-- Starts one run, or answers false when its idempotency, rate limit or singleton forbids it.
create or replace function jobs.start(s jsonb) returns boolean language plpgsql as $$
declare
  v_function text := s->>'functionId';
  v_run_at timestamptz := greatest(now(), (s->>'runAt')::timestamptz);
  v_interval interval;
  v_other text;
begin
  if s ? 'onceKey' then
    insert into jobs.once (scope, key, expires_at) values (v_function, s->>'onceKey', now() + interval '24 hours')
    on conflict (scope, key) do update set expires_at = excluded.expires_at where jobs.once.expires_at < now();
    if not found then return false; end if;
  end if;

  if s ? 'rate' then
    perform pg_advisory_xact_lock(hashtextextended('rate ' || v_function || ' ' || (s#>>'{rate,key}'), 0));
    if (select count(*) from jobs.runs where function_id = v_function and rate_key = s#>>'{rate,key}'
        and created_at > now() - jobs.interval_of(s#>>'{rate,periodMs}')) >= (s#>>'{rate,limit}')::int then
      return false;
    end if;
  end if;

  if s ? 'singleton' then
    perform pg_advisory_xact_lock(hashtextextended('singleton ' || v_function || ' ' || (s#>>'{singleton,key}'), 0));
    for v_other in select id from jobs.runs where function_id = v_function and singleton_key = s#>>'{singleton,key}'
        and status in ('Scheduled', 'Running') order by id loop
      if s#>>'{singleton,mode}' = 'skip' then return false; end if;
      perform jobs.cancel(v_other);
    end loop;
  end if;

  if s ? 'throttle' then
    -- GCRA: each start moves the theoretical arrival time by one interval; a burst may run ahead of it.
    v_interval := jobs.interval_of(s#>>'{throttle,periodMs}') / (s#>>'{throttle,limit}')::int;
    insert into jobs.throttles as t (scope, key, tat) values (v_function, s#>>'{throttle,key}', now() + v_interval)
    on conflict (scope, key) do update set tat = greatest(t.tat, now()) + v_interval
    returning greatest(v_run_at, t.tat - v_interval * (s#>>'{throttle,burst}')::int) into v_run_at;
  end if;

  insert into jobs.runs (id, function_id, event_ids, events, cron, rerun_of, parent_run_id, parent_step_id, rate_key,
    singleton_key, limit_keys, limit_values, priority, start_by, finish_ms)
  values (s->>'id', v_function, array(select jsonb_array_elements_text(s->'eventIds')), s->>'events', s->>'cron',
    s->>'rerunOf', s->>'parentRunId', s->>'parentStepId', s#>>'{rate,key}', s#>>'{singleton,key}',
    array(select jsonb_array_elements_text(s->'limitKeys')),
    array(select jsonb_array_elements_text(s->'limitValues')::int),
    coalesce((s->>'priority')::int, 0), v_run_at + jobs.interval_of(s->>'startMs'), (s->>'finishMs')::bigint);

  insert into jobs.waits (run_id, event_name, expression, expires_at)
  select s->>'id', w->>'event', w->>'expression', now() + jobs.interval_of(w->>'timeoutMs')
  from jsonb_array_elements(s->'cancels') w;

  insert into jobs.queue (run_id, function_id, run_at, position, limit_keys, limit_values)
  select id, function_id, v_run_at, v_run_at - make_interval(secs => priority), limit_keys, limit_values
  from jobs.runs where id = s->>'id';
  return true;
end $$;

-- Adds one event to a batch, or makes it the one a debounce will use.
create or replace function jobs.collect(c jsonb) returns void language plpgsql as $$
begin
  insert into jobs.pending as p (function_id, key, events, event_ids, due_at, deadline_at)
  values (c->>'functionId', c->>'key', array[c->>'event'], array[c->>'eventId'], 
    case when (c->>'maxSize')::int = 1 then now() else now() + jobs.interval_of(c->>'waitMs') end,
    now() + jobs.interval_of(c->>'deadlineMs'))
  on conflict (function_id, key) do update set
    version = p.version + 1,
    events = case when c->>'kind' = 'batch' then p.events || excluded.events else excluded.events end,
    event_ids = case when c->>'kind' = 'batch' then p.event_ids || excluded.event_ids else excluded.event_ids end,
    due_at = case
      when c->>'kind' = 'batch' and cardinality(p.events) + 1 >= (c->>'maxSize')::int then least(p.due_at, now())
      when c->>'kind' = 'batch' then p.due_at
      else least(excluded.due_at, p.deadline_at) end;
end $$;

-- Turns a due batch or debounce into a run; false when somebody else was faster or an event was added meanwhile.
create or replace function jobs.flush(c jsonb) returns boolean language plpgsql as $$
declare
  v_take int := (c->>'take')::int;
begin
  perform 1 from jobs.pending where function_id = c->>'functionId' and key = c->>'key' and version = (c->>'version')::int
    for update;
  if not found then return false; end if;
  update jobs.pending set events = events[v_take + 1:], event_ids = event_ids[v_take + 1:], version = version + 1,
    due_at = case when cardinality(events) - v_take >= v_take then now() else now() + jobs.interval_of(c->>'waitMs') end
    where function_id = c->>'functionId' and key = c->>'key' and cardinality(events) > v_take;
  if not found then
    delete from jobs.pending where function_id = c->>'functionId' and key = c->>'key';
  end if;
  if c ? 'start' then perform jobs.start(c->'start'); end if;
  return true;
end $$;

-- Takes in events with everything that follows from them. Only events that are new have consequences.
create or replace function jobs.absorb(c jsonb) returns jsonb language plpgsql as $$
declare
  v_fresh text[];
  v_item jsonb;
  v_run text;
  v_step text;
begin
  if c ? 'lifecycle' then
    delete from jobs.lifecycle where run_id = c->>'lifecycle';
    if not found then return '{}'; end if;
  end if;
  if c ? 'cron' then
    update jobs.crons set next_at = (c#>>'{cron,nextAt}')::timestamptz
    where function_id = c#>>'{cron,functionId}' and expression = c#>>'{cron,expression}'
      and next_at = (c#>>'{cron,dueAt}')::timestamptz;
    if not found then return '{}'; end if;
  end if;

  with fresh as (
    insert into jobs.events (id, external_id, name, payload)
    select e->>'id', e->>'externalId', e->>'name', e->>'payload' from jsonb_array_elements(c->'events') e
    order by 2, 1
    on conflict do nothing returning id
  ) select coalesce(array_agg(id), '{}') into v_fresh from fresh;

  for v_item in select m from jsonb_array_elements(c->'matches') m where m->>'eventId' = any(v_fresh)
      order by m->>'runId', m->>'waitId', m->>'eventId' loop
    perform 1 from jobs.runs where id = v_item->>'runId' for update;
    delete from jobs.waits where id = (v_item->>'waitId')::bigint returning run_id, step_id into v_run, v_step;
    if not found then continue; end if;
    if v_step is null then perform jobs.cancel(v_run);
    else perform jobs.resolve(v_run, v_step, v_item->>'result'); end if;
  end loop;
  for v_item in select s from jsonb_array_elements(c->'starts') s where s#>>'{eventIds,0}' = any(v_fresh) loop
    perform jobs.start(v_item);
  end loop;
  for v_item in select p from jsonb_array_elements(c->'collects') p where p->>'eventId' = any(v_fresh)
      order by p->>'functionId', p->>'key' loop
    perform jobs.collect(v_item);
  end loop;

  return (select coalesce(jsonb_object_agg(external_id, id), '{}') from jobs.events
    where external_id in (select e->>'externalId' from jsonb_array_elements(c->'events') e));
end $$;
`
