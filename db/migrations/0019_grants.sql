CREATE TABLE "grants" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"user_name" text NOT NULL,
	"reason" text NOT NULL,
	"hours" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"allowed_at" timestamp with time zone,
	"allowed_by_id" uuid,
	"until" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "grants_pkey" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "grants_hours" CHECK ("grants"."hours" between 1 and 8),
	CONSTRAINT "grants_allowed" CHECK (("grants"."allowed_at" is null) = ("grants"."until" is null) and ("grants"."allowed_at" is null) = ("grants"."allowed_by_id" is null)),
	CONSTRAINT "grants_time" CHECK ("grants"."until" <= "grants"."allowed_at" + make_interval(hours => "grants"."hours"))
);
--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_organization_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_allowed_by_fk" FOREIGN KEY ("organization_id","allowed_by_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "grants_one_open" ON "grants" USING btree ("organization_id","user_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "grants_by_user" ON "grants" USING btree ("user_id","ended_at");
--> statement-breakpoint
SELECT app_secure_tenant_table('grants', true, 'SELECT, INSERT, UPDATE');
GRANT SELECT ON grants TO lobby_access;
CREATE POLICY access ON grants FOR SELECT TO lobby_access USING (true);
--> statement-breakpoint

-- A platform admin who was allowed to look, and whose time is not over, has access where they are no member. It is part of
-- the one question about access; live channels ask another one, and give nothing.
GRANT CREATE ON SCHEMA public TO lobby_access;
SET ROLE lobby_access;
CREATE FUNCTION app_granted(p_session uuid, p_organization uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object(
    'organization', jsonb_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'currency', o.currency,
      'timeZone', o.time_zone, 'locale', o.locale, 'requiredShareBp', o.required_share_bp, 'modulesOff', o.modules_off),
    'member', jsonb_build_object('id', '00000000-0000-0000-0000-000000000000', 'userId', u.id, 'name', u.name, 'email', u.email, 'owner', false),
    'roles', '[]'::jsonb, 'unread', 0, 'session', s.id,
    'grant', jsonb_build_object('id', g.id, 'until', g.until, 'reason', g.reason))
  FROM sessions s
  JOIN users u ON u.id = s.user_id AND u.disabled_at IS NULL AND u.platform_admin
  JOIN organizations o ON o.id = p_organization AND o.status = 'active'
  JOIN grants g ON g.organization_id = o.id AND g.user_id = u.id AND g.ended_at IS NULL AND g.until > now()
  WHERE s.id = p_session AND s.revoked_at IS NULL AND s.expires_at > now()
$$;
CREATE OR REPLACE FUNCTION app_access(p_session uuid, p_slug text) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('person', app_person(s.user_id), 'access', coalesce((
    SELECT app_member(m.organization_id, m.id) || app_second_factor_missing(m.user_id, m.organization_id)
      || jsonb_build_object('session', s.id, 'walk', app_walk(s.id, m.organization_id))
    FROM members m WHERE m.user_id = s.user_id AND m.organization_id = place.id),
    CASE WHEN u.platform_admin THEN app_granted(s.id, place.id) END))
  FROM sessions s JOIN users u ON u.id = s.user_id AND u.disabled_at IS NULL
  CROSS JOIN LATERAL (SELECT coalesce(
      (SELECT o.id FROM organizations o WHERE o.slug = p_slug),
      (SELECT f.organization_id FROM former_slugs f WHERE f.slug = p_slug AND f.until > now())) AS id) place
  WHERE s.id = p_session AND s.revoked_at IS NULL AND s.expires_at > now()
$$;
-- What one platform admin asked for, wherever it was.
CREATE FUNCTION app_platform_grants(p_session uuid, p_organization uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN app_platform_admin(p_session) THEN (
    SELECT coalesce(jsonb_agg(to_jsonb(found)), '[]') FROM (
      SELECT g.id, g.user_id AS "userId", g.user_name AS "userName", g.reason, g.hours, g.created_at AS "askedAt",
        g.allowed_at AS "allowedAt", g.until, g.ended_at AS "endedAt",
        CASE WHEN g.ended_at IS NOT NULL THEN 'ended' WHEN g.until <= now() THEN 'over' WHEN g.until IS NOT NULL THEN 'open' ELSE 'asked' END AS state
      FROM grants g WHERE g.organization_id = p_organization ORDER BY g.id DESC LIMIT 20) found) END
$$;
REVOKE ALL ON FUNCTION app_granted(uuid, uuid), app_platform_grants(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_platform_grants(uuid, uuid) TO lobby_app;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM lobby_access;
