/**
 * The life of a run, as PL/pgSQL. Every change of a run takes its row first, so that parallel steps that settle together
 * see each other; the lease (owner and generation) is checked again in the same transaction that keeps the answer.
 */
export const runProcedures = `
-- Asks for another look at the function. A look that is already under way is repeated, because it may not know of this.
create or replace function jobs.discover(p_run text, p_race boolean) returns void language plpgsql as $$
begin
  if not p_race and exists (select 1 from jobs.queue where run_id = p_run and step_id is not null) then return; end if;
  insert into jobs.queue as q (run_id, function_id, position, limit_keys, limit_values)
  select id, function_id, now() - make_interval(secs => priority), limit_keys, limit_values from jobs.runs where id = p_run
  on conflict (run_id, step_id) do update set again = q.owner is not null;
end $$;

create or replace function jobs.resolve(p_run text, p_step text, p_result text) returns void language plpgsql as $$
declare
  v_race boolean;
begin
  perform 1 from jobs.runs where id = p_run and status in ('Scheduled', 'Running') for update;
  if not found then return; end if;
  update jobs.steps set result = p_result, ended_at = clock_timestamp()
    where run_id = p_run and id = p_step and result is null returning race into v_race;
  if not found then return; end if;
  update jobs.runs set stack = stack || p_step where id = p_run;
  delete from jobs.waits where run_id = p_run and step_id = p_step;
  delete from jobs.timers where run_id = p_run and step_id = p_step;
  perform jobs.discover(p_run, v_race);
end $$;

create or replace function jobs.finish(p_run text, p_status text, p_output text, p_error text) returns void language plpgsql as $$
declare
  v_parent text;
  v_step text;
begin
  update jobs.runs set status = p_status, output = p_output, error = p_error, ended_at = clock_timestamp()
    where id = p_run and status in ('Scheduled', 'Running') returning parent_run_id, parent_step_id into v_parent, v_step;
  if not found then return; end if;
  delete from jobs.queue where run_id = p_run;
  delete from jobs.waits where run_id = p_run;
  delete from jobs.timers where run_id = p_run;
  insert into jobs.lifecycle (run_id) values (p_run);
  if v_parent is not null then
    perform jobs.resolve(v_parent, v_step, case when p_status = 'Completed'
      then '{"data":' || coalesce(p_output, 'null') || '}' else '{"error":' || p_error || '}' end);
  end if;
end $$;

create or replace function jobs.cancel(p_run text) returns boolean language plpgsql as $$
begin
  perform 1 from jobs.runs where id = p_run and status in ('Scheduled', 'Running') for update;
  if not found then return false; end if;
  perform jobs.finish(p_run, 'Cancelled', null, '{"name":"Error","message":"The run was cancelled"}');
  return true;
end $$;

drop function if exists jobs.claim(uuid, int, int);
-- Leases up to p_count due calls to p_owner. Claims take turns, so that a concurrency limit is counted correctly.
create or replace function jobs.claim(p_owner uuid, p_count int, p_lease_ms int)
returns table (job_id bigint, generation int, run_id text, function_id text, step_id text, attempt int, interruptions int,
  max_attempts int, parallel boolean, stack text[], events text, steps jsonb) language plpgsql as $$
#variable_conflict use_column
declare
  v_job record;
  v_left int := p_count;
begin
  if not exists (select 1 from jobs.queue where run_at <= now() and (lease_until is null or lease_until < now())) then
    return;
  end if;
  perform pg_advisory_xact_lock(7120002);
  for v_job in
    with busy as (
      select k.key, count(*) as held from jobs.queue q, unnest(q.limit_keys) k(key) where q.lease_until >= now() group by 1
    )
    select q.* from jobs.queue q
    where q.run_at <= now() and (q.lease_until is null or q.lease_until < now())
      and not exists (select 1 from unnest(q.limit_keys, q.limit_values) l(key, max) join busy b on b.key = l.key
        where b.held >= l.max)
    order by q.position, q.id limit greatest(p_count * 4, 100) for update of q skip locked
  loop
    exit when v_left = 0;
    continue when exists (
      select 1 from unnest(v_job.limit_keys, v_job.limit_values) l(key, max)
      where (select count(*) from jobs.queue h where h.lease_until >= now() and l.key = any(h.limit_keys)) >= l.max);
    v_left := v_left - 1;
    update jobs.queue q set owner = p_owner, generation = q.generation + 1, again = false,
      lease_until = now() + make_interval(secs => p_lease_ms / 1000.0) where q.id = v_job.id;
    update jobs.runs r set status = 'Running', started_at = now(), finish_by = now() + jobs.interval_of(r.finish_ms::text)
      where r.id = v_job.run_id and r.status = 'Scheduled';
    return query
      select v_job.id, v_job.generation + 1, r.id, r.function_id, v_job.step_id, v_job.attempt, v_job.interruptions,
        coalesce(f.max_attempts, 5), r.parallel, r.stack, r.events,
        (select coalesce(jsonb_object_agg(s.id, s.result), '{}') from jobs.steps s
          where s.run_id = r.id and s.result is not null)
      from jobs.runs r left join jobs.functions f on f.id = r.function_id where r.id = v_job.run_id;
  end loop;
end $$;

-- Writes down what one call to the function led to. 'lost' means that the lease has passed to another and nothing was written.
create or replace function jobs.settle(c jsonb) returns text language plpgsql as $$
declare
  v_run jobs.runs;
  v_job jobs.queue;
  v_step jsonb;
  v_look boolean := coalesce((c->>'discover')::boolean, false);
  v_race boolean := false;
  v_new boolean;
begin
  select * into v_run from jobs.runs where id = c->>'runId' for update;
  select * into v_job from jobs.queue where id = (c->>'jobId')::bigint and owner = (c->>'owner')::uuid
    and generation = (c->>'generation')::int for update;
  if v_job.id is null then return 'lost'; end if;

  if c ? 'retry' then
    update jobs.queue set owner = null, lease_until = null, attempt = (c#>>'{retry,attempt}')::int,
      interruptions = (c#>>'{retry,interruptions}')::int, last_error = c#>>'{retry,error}',
      run_at = now() + jobs.interval_of(c#>>'{retry,delayMs}'), position = now() + jobs.interval_of(c#>>'{retry,delayMs}')
      where id = v_job.id;
  else
    delete from jobs.queue where id = v_job.id;
  end if;

  for v_step in select jsonb_array_elements(c->'steps') loop
    insert into jobs.steps as s (run_id, id, name, op, opts, result, race, attempts, last_error, ended_at)
    values (v_run.id, v_step->>'id', v_step->>'name', v_step->>'op', v_step->>'opts', v_step->>'result',
      coalesce((v_step->>'race')::boolean, false), coalesce((v_step->>'attempts')::int, 0), v_step->>'error',
      case when v_step ? 'result' then clock_timestamp() end)
    on conflict (run_id, id) do nothing;
    v_new := found;
    if not v_new then
      update jobs.steps s set result = v_step->>'result', last_error = coalesce(v_step->>'error', s.last_error),
        op = v_step->>'op', attempts = greatest(s.attempts, coalesce((v_step->>'attempts')::int, 0)),
        ended_at = case when v_step ? 'result' then clock_timestamp() end
        where s.run_id = v_run.id and s.id = v_step->>'id' and s.result is null and v_step ? 'attempts'
        returning s.race into v_race;
      if not found then continue; end if;
    end if;
    if v_step ? 'result' then
      update jobs.runs set stack = stack || (v_step->>'id') where id = v_run.id;
    elsif not v_new then
      continue;
    end if;
    if v_step ? 'enqueue' then
      insert into jobs.queue (run_id, function_id, step_id, position, limit_keys, limit_values)
      values (v_run.id, v_run.function_id, v_step->>'id', now() - make_interval(secs => v_run.priority),
        v_run.limit_keys, v_run.limit_values);
    end if;
    if v_step ? 'timer' then
      insert into jobs.timers (run_id, step_id, due_at, result)
      values (v_run.id, v_step->>'id', (v_step#>>'{timer,dueAt}')::timestamptz, v_step#>>'{timer,result}');
    end if;
    if v_step ? 'wait' then
      insert into jobs.waits (run_id, step_id, event_name, expression)
      values (v_run.id, v_step->>'id', v_step#>>'{wait,event}', v_step#>>'{wait,expression}');
    end if;
    if v_step ? 'start' then
      insert into jobs.events (id, name, payload)
      values (v_step#>>'{event,id}', v_step#>>'{event,name}', v_step#>>'{event,payload}');
      if not jobs.start(v_step->'start') then
        perform jobs.resolve(v_run.id, v_step->>'id',
          '{"error":{"name":"Error","message":"The invoked function refused the run (idempotency, rate limit or singleton)"}}');
      end if;
    end if;
  end loop;

  if coalesce((c->>'parallel')::boolean, false) then update jobs.runs set parallel = true where id = v_run.id; end if;
  if c ? 'finish' then
    perform jobs.finish(v_run.id, c#>>'{finish,status}', c#>>'{finish,output}', c#>>'{finish,error}');
  elsif not c ? 'retry' and (v_look or v_job.again) then
    perform jobs.discover(v_run.id, coalesce(v_race, false) or v_job.again);
  end if;
  return 'kept';
end $$;

-- Resolves the steps whose sleep or timeout is over, cancels the runs whose time is up. Answers how many.
create or replace function jobs.tick() returns int language plpgsql as $$
declare
  v_timer record;
  v_done int := 0;
begin
  for v_timer in select run_id, step_id from (select * from jobs.timers where due_at <= now() order by due_at limit 200) d
      order by run_id, step_id loop
    perform 1 from jobs.runs where id = v_timer.run_id for update;
    perform jobs.resolve(t.run_id, t.step_id, t.result) from jobs.timers t
      where t.run_id = v_timer.run_id and t.step_id = v_timer.step_id and t.due_at <= now();
    delete from jobs.timers where run_id = v_timer.run_id and step_id = v_timer.step_id;
    v_done := v_done + 1;
  end loop;
  perform jobs.cancel(id) from (
    select id from jobs.runs where status = 'Scheduled' and start_by <= now()
    union all select id from jobs.runs where status = 'Running' and finish_by <= now() order by 1 limit 200) late;
  delete from jobs.waits where expires_at <= now();
  return v_done;
end $$;
`
