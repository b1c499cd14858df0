-- Whoever is kept out of an organization finds out where they choose one, and that alone.
GRANT CREATE ON SCHEMA public TO lobby_access;
SET ROLE lobby_access;
CREATE FUNCTION app_suspended_memberships(p_session uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('slug', o.slug, 'name', o.name) ORDER BY o.name), '[]')
  FROM sessions s JOIN users u ON u.id = s.user_id AND u.disabled_at IS NULL
  JOIN members m ON m.user_id = s.user_id AND m.status = 'suspended'
  JOIN organizations o ON o.id = m.organization_id AND o.status = 'active'
  WHERE s.id = p_session AND s.revoked_at IS NULL AND s.expires_at > now()
$$;
REVOKE ALL ON FUNCTION app_suspended_memberships(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_suspended_memberships(uuid) TO lobby_app;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM lobby_access;
