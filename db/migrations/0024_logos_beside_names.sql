-- Wherever an organization is named, its logo stands beside it: for its members, and for the platform. What answers
-- somebody nothing until they set up a second factor does not show them its picture either.
GRANT CREATE ON SCHEMA public TO lobby_access;
SET ROLE lobby_access;
CREATE OR REPLACE FUNCTION app_person(p_user uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object(
    'id', u.id, 'email', u.email, 'name', u.name, 'emailVerified', u.email_verified_at IS NOT NULL,
    'platformAdmin', u.platform_admin, 'timeZone', u.time_zone, 'locale', u.locale,
    'memberships', coalesce((
      SELECT jsonb_agg(jsonb_build_object('slug', o.slug, 'name', o.name, 'owner', m.is_owner, 'logo', CASE WHEN o.logo_file_id IS NOT NULL
        AND NOT (app_second_factor_missing(u.id, o.id)->>'secondFactorMissing')::boolean THEN o.logo_file_id END, 'roles', (
        SELECT coalesce(jsonb_agg(jsonb_build_object('key', r.key, 'name', r.name, 'permissions', r.permissions) ORDER BY r.name), '[]')
        FROM member_roles mr JOIN roles r ON r.organization_id = mr.organization_id AND r.id = mr.role_id AND r.active
        WHERE mr.organization_id = m.organization_id AND mr.member_id = m.id
      )) ORDER BY o.name)
      FROM members m JOIN organizations o ON o.id = m.organization_id
      WHERE m.user_id = u.id AND m.status = 'active' AND o.status = 'active'
    ), '[]'))
  FROM users u WHERE u.id = p_user AND u.disabled_at IS NULL
$$;

CREATE OR REPLACE FUNCTION app_platform_organizations(p_session uuid, p_id uuid, p_query text, p_status text, p_after text, p_limit integer)
  RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN app_platform_admin(p_session) THEN (
    SELECT coalesce(jsonb_agg(to_jsonb(found) ORDER BY found.slug), '[]') FROM (
      SELECT o.id, o.slug, o.name, o.logo_file_id AS logo, o.contact_email AS "contactEmail", o.status, o.plan, o.created_at AS "createdAt",
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

CREATE OR REPLACE FUNCTION app_platform_memberships(p_session uuid, p_user uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN app_platform_admin(p_session) THEN (
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'logo', o.logo_file_id, 'status', m.status,
      'organizationStatus', o.status, 'owner', m.is_owner, 'since', m.created_at) ORDER BY o.name), '[]')
    FROM members m JOIN organizations o ON o.id = m.organization_id WHERE m.user_id = p_user) END
$$;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM lobby_access;
