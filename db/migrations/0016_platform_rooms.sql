-- What the platform may know of organizations: how many there is of what, and when somebody last did something. These
-- functions answer platform admins only, and count; the columns that they can read say nothing else.
GRANT SELECT (organization_id, size) ON files TO lobby_access;
GRANT SELECT (organization_id, status, decided_at) ON payments TO lobby_access;
GRANT SELECT ON platform_audit TO lobby_access;
CREATE POLICY access ON files FOR SELECT TO lobby_access USING (true);
CREATE POLICY access ON payments FOR SELECT TO lobby_access USING (true);
CREATE POLICY access ON audit_log FOR SELECT TO lobby_access USING (true);
--> statement-breakpoint

GRANT CREATE ON SCHEMA public TO lobby_access;
SET ROLE lobby_access;
CREATE FUNCTION app_platform_admin(p_session uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM sessions s JOIN users u ON u.id = s.user_id AND u.disabled_at IS NULL AND u.platform_admin
    WHERE s.id = p_session AND s.revoked_at IS NULL AND s.expires_at > now())
$$;

CREATE FUNCTION app_platform_organizations(p_session uuid, p_id uuid, p_query text, p_status text, p_after text, p_limit integer)
  RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN app_platform_admin(p_session) THEN (
    SELECT coalesce(jsonb_agg(to_jsonb(found) ORDER BY found.slug), '[]') FROM (
      SELECT o.id, o.slug, o.name, o.contact_email AS "contactEmail", o.status, o.plan, o.created_at AS "createdAt",
        o.suspended_at AS "suspendedAt", o.suspended_reason AS "suspendedReason", o.archived_at AS "archivedAt",
        o.archived_reason AS "archivedReason", o.archived_by AS "archivedBy", o.archived_at + interval '30 days' AS "deletedOn",
        (SELECT jsonb_build_object('userId', m.user_id, 'name', m.name, 'email', m.email) FROM members m
          WHERE m.organization_id = o.id AND m.id = o.owner_member_id) AS owner,
        (SELECT count(*) FROM members m WHERE m.organization_id = o.id AND m.status = 'active') AS members,
        (SELECT count(*) FROM projects p WHERE p.organization_id = o.id AND p.deleted_at IS NULL) AS projects,
        (SELECT count(*) FROM tasks t WHERE t.organization_id = o.id AND t.deleted_at IS NULL) AS tasks,
        (SELECT coalesce(sum(f.size), 0) FROM files f WHERE f.organization_id = o.id) AS "storageBytes",
        (SELECT max(a.created_at) FROM audit_log a WHERE a.organization_id = o.id) AS "lastActivity"
      FROM organizations o
      WHERE (p_id IS NULL OR o.id = p_id) AND (p_status IS NULL OR o.status = p_status)
        AND (p_query IS NULL OR position(lower(p_query) in lower(o.name || ' ' || o.slug || ' ' || o.contact_email)) > 0)
        AND (p_after IS NULL OR o.slug > p_after)
      ORDER BY o.slug LIMIT p_limit) found) END
$$;

CREATE FUNCTION app_platform_memberships(p_session uuid, p_user uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN app_platform_admin(p_session) THEN (
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'status', m.status,
      'organizationStatus', o.status, 'owner', m.is_owner, 'since', m.created_at) ORDER BY o.name), '[]')
    FROM members m JOIN organizations o ON o.id = m.organization_id WHERE m.user_id = p_user) END
$$;

-- One row a day. What exists is counted as it stands at the end of the day, of what is there now; the rest is what happened.
CREATE FUNCTION app_platform_figures(p_session uuid, p_days integer) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH days AS (
    SELECT d::date AS day FROM generate_series(current_date - (least(greatest(p_days, 1), 400) - 1), current_date, interval '1 day') d
  ), happened AS (
    SELECT 'organizations' AS what, created_at::date AS day, count(*) AS n FROM organizations GROUP BY 2
    UNION ALL SELECT 'members', created_at::date, count(*) FROM members WHERE status <> 'left' GROUP BY 2
    UNION ALL SELECT 'projects', created_at::date, count(*) FROM projects WHERE deleted_at IS NULL GROUP BY 2
    UNION ALL SELECT 'payments', decided_at::date, count(*) FROM payments
      WHERE status = 'VERIFIED' AND decided_at >= (SELECT min(day) FROM days) GROUP BY 2
    UNION ALL SELECT CASE event WHEN 'job.failed' THEN 'failures' ELSE 'signIns' END, created_at::date, count(*) FROM platform_audit
      WHERE event IN ('session.opened', 'job.failed') AND created_at >= (SELECT min(day) FROM days) GROUP BY 1, 2
  )
  SELECT CASE WHEN app_platform_admin(p_session) THEN (
    SELECT jsonb_agg(jsonb_build_object('day', d.day,
      'organizations', (SELECT coalesce(sum(n), 0) FROM happened h WHERE h.what = 'organizations' AND h.day <= d.day),
      'members', (SELECT coalesce(sum(n), 0) FROM happened h WHERE h.what = 'members' AND h.day <= d.day),
      'projects', (SELECT coalesce(sum(n), 0) FROM happened h WHERE h.what = 'projects' AND h.day <= d.day),
      'payments', (SELECT coalesce(sum(n), 0) FROM happened h WHERE h.what = 'payments' AND h.day = d.day),
      'signIns', (SELECT coalesce(sum(n), 0) FROM happened h WHERE h.what = 'signIns' AND h.day = d.day),
      'failures', (SELECT coalesce(sum(n), 0) FROM happened h WHERE h.what = 'failures' AND h.day = d.day)) ORDER BY d.day)
    FROM days d) END
$$;
REVOKE ALL ON FUNCTION app_platform_admin(uuid), app_platform_organizations(uuid, uuid, text, text, text, integer),
  app_platform_memberships(uuid, uuid), app_platform_figures(uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_platform_organizations(uuid, uuid, text, text, text, integer),
  app_platform_memberships(uuid, uuid), app_platform_figures(uuid, integer) TO lobby_app;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM lobby_access;
