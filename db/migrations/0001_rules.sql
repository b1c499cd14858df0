-- The rules that hold whatever program writes: tenancy, one owner, four eyes, the payment gate, nothing unheard.

CREATE FUNCTION app_org() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.organization_id', true), '')::uuid $$;
--> statement-breakpoint

-- Puts a tenant table behind its wall. `domain` tables may not change without an audit and an outbox row.
CREATE FUNCTION app_secure_tenant_table(target regclass, domain boolean, grants text, tenant_column text DEFAULT 'organization_id')
  RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY tenant ON %s USING (%I = (SELECT app_org())) WITH CHECK (%I = (SELECT app_org()))',
    target, tenant_column, tenant_column);
  EXECUTE format('GRANT %s ON %s TO lobby_app', grants, target);
  IF domain THEN
    EXECUTE format('CREATE CONSTRAINT TRIGGER nothing_unheard AFTER INSERT OR UPDATE OR DELETE ON %s
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app_nothing_unheard()', target);
  END IF;
END $$;
--> statement-breakpoint

CREATE FUNCTION app_nothing_unheard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE org uuid := app_org();
BEGIN
  IF NOT EXISTS (SELECT 1 FROM audit_log a WHERE a.organization_id = org AND a.xact = pg_current_xact_id())
    OR NOT EXISTS (SELECT 1 FROM outbox o WHERE o.organization_id = org AND o.xact = pg_current_xact_id()) THEN
    RAISE EXCEPTION 'a change of % without its audit and outbox row', TG_TABLE_NAME USING ERRCODE = 'LB009';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint

SELECT app_secure_tenant_table('organizations', true, 'SELECT, INSERT, UPDATE', 'id');
SELECT app_secure_tenant_table('members', true, 'SELECT, INSERT, UPDATE');
SELECT app_secure_tenant_table('roles', true, 'SELECT, INSERT, UPDATE, DELETE');
SELECT app_secure_tenant_table('member_roles', true, 'SELECT, INSERT, DELETE');
SELECT app_secure_tenant_table('teams', true, 'SELECT, INSERT, UPDATE');
SELECT app_secure_tenant_table('team_members', true, 'SELECT, INSERT, DELETE');
SELECT app_secure_tenant_table('invitations', true, 'SELECT, INSERT, UPDATE');
SELECT app_secure_tenant_table('invitation_roles', true, 'SELECT, INSERT');
SELECT app_secure_tenant_table('invitation_projects', true, 'SELECT, INSERT');
SELECT app_secure_tenant_table('clients', true, 'SELECT, INSERT, UPDATE');
SELECT app_secure_tenant_table('contacts', true, 'SELECT, INSERT, UPDATE');
SELECT app_secure_tenant_table('projects', true, 'SELECT, INSERT, UPDATE');
SELECT app_secure_tenant_table('project_members', true, 'SELECT, INSERT, DELETE');
SELECT app_secure_tenant_table('project_shares', true, 'SELECT, INSERT, DELETE');
SELECT app_secure_tenant_table('project_counters', false, 'SELECT, INSERT, UPDATE');
SELECT app_secure_tenant_table('files', true, 'SELECT, INSERT');
SELECT app_secure_tenant_table('payments', true, 'SELECT, INSERT, UPDATE');
SELECT app_secure_tenant_table('imports', true, 'SELECT, INSERT, UPDATE');
SELECT app_secure_tenant_table('import_errors', true, 'SELECT, INSERT, DELETE');
SELECT app_secure_tenant_table('tasks', true, 'SELECT, INSERT, UPDATE');
SELECT app_secure_tenant_table('labels', true, 'SELECT, INSERT, UPDATE');
SELECT app_secure_tenant_table('task_labels', true, 'SELECT, INSERT, DELETE');
SELECT app_secure_tenant_table('comments', true, 'SELECT, INSERT, UPDATE');
SELECT app_secure_tenant_table('comment_mentions', true, 'SELECT, INSERT, DELETE');
SELECT app_secure_tenant_table('notifications', false, 'SELECT, INSERT, UPDATE');
SELECT app_secure_tenant_table('audit_log', false, 'SELECT, INSERT');
SELECT app_secure_tenant_table('outbox', false, 'SELECT, INSERT');
SELECT app_secure_tenant_table('inbox', false, 'SELECT, INSERT');
SELECT app_secure_tenant_table('live_sequences', false, 'SELECT');
SELECT app_secure_tenant_table('idempotency_keys', false, 'SELECT, INSERT, UPDATE, DELETE');
--> statement-breakpoint

GRANT USAGE ON SCHEMA public TO lobby_app, lobby_relay, lobby_access;
GRANT SELECT, INSERT, UPDATE ON users, sessions, refresh_tokens, one_time_secrets TO lobby_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limits, suppressed_addresses TO lobby_app;
GRANT SELECT, INSERT ON platform_audit, platform_outbox TO lobby_app;
--> statement-breakpoint

-- The relay: empties both outboxes and counts live messages, for all tenants; sees nothing else.
GRANT SELECT, UPDATE, DELETE ON outbox, platform_outbox TO lobby_relay;
GRANT SELECT, INSERT, UPDATE ON live_sequences TO lobby_relay;
CREATE POLICY relay ON outbox TO lobby_relay USING (true) WITH CHECK (true);
CREATE POLICY relay ON live_sequences TO lobby_relay USING (true) WITH CHECK (true);
--> statement-breakpoint

CREATE FUNCTION app_wake_relay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('outbox', '');
  RETURN NULL;
END $$;
CREATE TRIGGER wake_relay AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION app_wake_relay();
CREATE TRIGGER wake_relay AFTER INSERT ON platform_outbox FOR EACH STATEMENT EXECUTE FUNCTION app_wake_relay();
--> statement-breakpoint

-- Exactly one owner at every commit: the organization points at a member that carries the marker, and only one may.
ALTER TABLE organizations ADD CONSTRAINT organizations_owner_fk
  FOREIGN KEY (id, owner_member_id, owner_marker) REFERENCES members (organization_id, id, is_owner)
  DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint

-- The payment gate. Verified money against the required share of the net total; rounding up, so a cent short is short.
CREATE FUNCTION app_required_minor(org uuid, project uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT ceil(p.net_minor::numeric * coalesce(p.required_share_bp, o.required_share_bp) / 10000)::bigint
  FROM projects p JOIN organizations o ON o.id = p.organization_id
  WHERE p.organization_id = org AND p.id = project
$$;
CREATE FUNCTION app_verified_minor(org uuid, project uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(amount_minor), 0)::bigint FROM payments
  WHERE organization_id = org AND project_id = project AND status = 'VERIFIED'
$$;
--> statement-breakpoint

CREATE FUNCTION app_project_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.unlocked_at := NULL;
    IF NEW.status NOT IN ('DRAFT', 'AWAITING_PAYMENT') THEN
      RAISE EXCEPTION 'a project begins as a draft or awaiting payment' USING ERRCODE = 'LB002';
    END IF;
    RETURN NEW;
  END IF;

  NEW.unlocked_at := OLD.unlocked_at;
  IF NEW.status = OLD.status THEN RETURN NEW; END IF;

  IF NOT (OLD.status, NEW.status) IN (
    ('DRAFT', 'AWAITING_PAYMENT'), ('AWAITING_PAYMENT', 'ACTIVE'), ('ACTIVE', 'ON_HOLD'), ('ON_HOLD', 'ACTIVE'),
    ('ACTIVE', 'COMPLETED'), ('ON_HOLD', 'COMPLETED'), ('COMPLETED', 'ACTIVE'),
    ('DRAFT', 'CANCELLED'), ('AWAITING_PAYMENT', 'CANCELLED'), ('ACTIVE', 'CANCELLED'), ('ON_HOLD', 'CANCELLED')
  ) THEN
    RAISE EXCEPTION 'a project cannot go from % to %', OLD.status, NEW.status USING ERRCODE = 'LB002';
  END IF;

  IF NEW.status = 'ACTIVE' AND OLD.unlocked_at IS NULL THEN
    IF app_verified_minor(NEW.organization_id, NEW.id) < app_required_minor(NEW.organization_id, NEW.id) THEN
      RAISE EXCEPTION 'the required share is not verified yet' USING ERRCODE = 'LB001';
    END IF;
    NEW.unlocked_at := now();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER project_status BEFORE INSERT OR UPDATE ON projects FOR EACH ROW EXECUTE FUNCTION app_project_status();
--> statement-breakpoint

CREATE FUNCTION app_payment_gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM projects p
    WHERE p.organization_id = NEW.organization_id AND p.id = NEW.project_id AND p.unlocked_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'work may not start before the payment is verified' USING ERRCODE = 'LB001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_gate BEFORE INSERT OR UPDATE OF status, project_id ON tasks
  FOR EACH ROW WHEN (NEW.status <> 'TODO') EXECUTE FUNCTION app_payment_gate();
--> statement-breakpoint

-- A decision is made once, and a decided payment is history.
CREATE FUNCTION app_payment_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'PENDING' THEN
      RAISE EXCEPTION 'a payment begins undecided' USING ERRCODE = 'LB003';
    END IF;
  ELSIF OLD.status <> 'PENDING' THEN
    RAISE EXCEPTION 'this payment is already decided' USING ERRCODE = 'LB003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_decided BEFORE INSERT OR UPDATE ON payments FOR EACH ROW EXECUTE FUNCTION app_payment_decided();
--> statement-breakpoint

-- Access. These functions look across tenants to find out who somebody is; they return answers, never tables.
-- They belong to a role that owns nothing else, cannot log in and can only read what is granted here.
GRANT SELECT ON users, sessions, organizations, members, roles, member_roles, team_members, notifications,
  invitations, invitation_roles, clients TO lobby_access;
CREATE POLICY access ON organizations FOR SELECT TO lobby_access USING (true);
CREATE POLICY access ON members FOR SELECT TO lobby_access USING (true);
CREATE POLICY access ON roles FOR SELECT TO lobby_access USING (true);
CREATE POLICY access ON member_roles FOR SELECT TO lobby_access USING (true);
CREATE POLICY access ON team_members FOR SELECT TO lobby_access USING (true);
CREATE POLICY access ON notifications FOR SELECT TO lobby_access USING (true);
CREATE POLICY access ON invitations FOR SELECT TO lobby_access USING (true);
CREATE POLICY access ON invitation_roles FOR SELECT TO lobby_access USING (true);
CREATE POLICY access ON clients FOR SELECT TO lobby_access USING (true);
--> statement-breakpoint

CREATE FUNCTION app_person(p_user uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object(
    'id', u.id, 'email', u.email, 'name', u.name, 'emailVerified', u.email_verified_at IS NOT NULL,
    'platformAdmin', u.platform_admin, 'timeZone', u.time_zone, 'locale', u.locale,
    'memberships', coalesce((
      SELECT jsonb_agg(jsonb_build_object('slug', o.slug, 'name', o.name, 'owner', m.is_owner, 'roles', (
        SELECT coalesce(jsonb_agg(jsonb_build_object('key', r.key, 'name', r.name, 'permissions', r.permissions) ORDER BY r.name), '[]')
        FROM member_roles mr JOIN roles r ON r.organization_id = mr.organization_id AND r.id = mr.role_id AND r.active
        WHERE mr.organization_id = m.organization_id AND mr.member_id = m.id
      )) ORDER BY o.name)
      FROM members m JOIN organizations o ON o.id = m.organization_id
      WHERE m.user_id = u.id AND m.status = 'active' AND o.status = 'active'
    ), '[]'))
  FROM users u WHERE u.id = p_user AND u.disabled_at IS NULL
$$;
CREATE FUNCTION app_session(p_session uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT app_person(s.user_id) FROM sessions s WHERE s.id = p_session AND s.revoked_at IS NULL AND s.expires_at > now()
$$;
--> statement-breakpoint

CREATE FUNCTION app_member(p_organization uuid, p_member uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object(
    'organization', jsonb_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'currency', o.currency,
      'timeZone', o.time_zone, 'locale', o.locale, 'requiredShareBp', o.required_share_bp, 'modulesOff', o.modules_off),
    'member', jsonb_build_object('id', m.id, 'userId', m.user_id, 'name', m.name, 'email', m.email, 'owner', m.is_owner),
    'roles', coalesce((
      SELECT jsonb_agg(jsonb_build_object('key', r.key, 'name', r.name, 'permissions', r.permissions))
      FROM member_roles mr JOIN roles r ON r.organization_id = mr.organization_id AND r.id = mr.role_id AND r.active
      WHERE mr.organization_id = m.organization_id AND mr.member_id = m.id), '[]'),
    'teams', (SELECT count(*) FROM team_members t WHERE t.organization_id = m.organization_id AND t.member_id = m.id),
    'unread', (SELECT count(*) FROM (SELECT 1 FROM notifications n
      WHERE n.organization_id = m.organization_id AND n.member_id = m.id AND n.read_at IS NULL LIMIT 100) capped))
  FROM members m JOIN organizations o ON o.id = m.organization_id JOIN users u ON u.id = m.user_id
  WHERE m.organization_id = p_organization AND m.id = p_member AND m.status = 'active' AND o.status = 'active' AND u.disabled_at IS NULL
$$;
-- Everything a request needs to know about its caller, in one query. NULL: not signed in. No `access`: no such place for them.
CREATE FUNCTION app_access(p_session uuid, p_slug text) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('person', app_person(s.user_id), 'access', (
    SELECT app_member(m.organization_id, m.id) FROM organizations o JOIN members m ON m.organization_id = o.id
    WHERE o.slug = p_slug AND m.user_id = s.user_id))
  FROM sessions s JOIN users u ON u.id = s.user_id AND u.disabled_at IS NULL
  WHERE s.id = p_session AND s.revoked_at IS NULL AND s.expires_at > now()
$$;
--> statement-breakpoint

CREATE FUNCTION app_access_by_id(p_session uuid, p_organization uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT app_member(m.organization_id, m.id) FROM sessions s
  JOIN users u ON u.id = s.user_id AND u.disabled_at IS NULL
  JOIN members m ON m.user_id = s.user_id AND m.organization_id = p_organization
  WHERE s.id = p_session AND s.revoked_at IS NULL AND s.expires_at > now()
$$;
--> statement-breakpoint

CREATE FUNCTION app_slug_taken(p_slug text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM organizations WHERE slug = p_slug)
$$;
CREATE FUNCTION app_invitation(p_hash text) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('id', i.id, 'organizationId', o.id, 'slug', o.slug, 'organization', o.name, 'email', i.email, 'name', i.name,
    'invitedBy', m.name, 'client', c.name, 'hasAccount', EXISTS (SELECT 1 FROM users u WHERE u.email = i.email),
    'state', CASE WHEN i.accepted_at IS NOT NULL THEN 'accepted' WHEN i.revoked_at IS NOT NULL THEN 'revoked'
      WHEN i.expires_at <= now() OR o.status <> 'active' THEN 'expired' ELSE 'open' END)
  FROM invitations i JOIN organizations o ON o.id = i.organization_id
  JOIN members m ON m.organization_id = i.organization_id AND m.id = i.invited_by_id
  LEFT JOIN clients c ON c.organization_id = i.organization_id AND c.id = i.client_id
  WHERE i.secret_hash = p_hash
$$;
--> statement-breakpoint

-- Seconds since the oldest event that nobody has taken from the outbox; a sign of life, not a look inside.
GRANT SELECT ON outbox, platform_outbox TO lobby_access;
CREATE POLICY access ON outbox FOR SELECT TO lobby_access USING (true);
CREATE FUNCTION app_outbox_lag() RETURNS numeric LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(extract(epoch FROM clock_timestamp() - least(
    (SELECT min(occurred_at) FROM outbox WHERE state = 'pending'),
    (SELECT min(occurred_at) FROM platform_outbox WHERE state = 'pending'))), 0)
$$;
--> statement-breakpoint

-- For jobs that look after every organization in turn.
CREATE FUNCTION app_active_organizations() RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(jsonb_agg(id ORDER BY id), '[]') FROM organizations WHERE status = 'active'
$$;
--> statement-breakpoint

REVOKE ALL ON FUNCTION app_person(uuid), app_session(uuid), app_member(uuid, uuid), app_access(uuid, text), app_access_by_id(uuid, uuid), app_slug_taken(text), app_invitation(text), app_outbox_lag(), app_active_organizations() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_person(uuid), app_session(uuid), app_member(uuid, uuid), app_access(uuid, text), app_access_by_id(uuid, uuid), app_slug_taken(text), app_invitation(text), app_outbox_lag(), app_active_organizations() TO lobby_app;
GRANT CREATE ON SCHEMA public TO lobby_access;
ALTER FUNCTION app_person(uuid) OWNER TO lobby_access;
ALTER FUNCTION app_session(uuid) OWNER TO lobby_access;
ALTER FUNCTION app_member(uuid, uuid) OWNER TO lobby_access;
ALTER FUNCTION app_access(uuid, text) OWNER TO lobby_access;
ALTER FUNCTION app_access_by_id(uuid, uuid) OWNER TO lobby_access;
ALTER FUNCTION app_slug_taken(text) OWNER TO lobby_access;
ALTER FUNCTION app_invitation(text) OWNER TO lobby_access;
ALTER FUNCTION app_outbox_lag() OWNER TO lobby_access;
ALTER FUNCTION app_active_organizations() OWNER TO lobby_access;
REVOKE CREATE ON SCHEMA public FROM lobby_access;
