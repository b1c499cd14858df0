CREATE TABLE "walks" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"session_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"as_member_id" uuid,
	"role_id" uuid,
	"draft" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"last_page" text,
	CONSTRAINT "walks_pkey" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "walks_time" CHECK ("walks"."until" <= "walks"."created_at" + interval '30 minutes'),
	CONSTRAINT "walks_somebody" CHECK ("walks"."as_member_id" is not null or "walks"."role_id" is not null),
	CONSTRAINT "walks_draft" CHECK (("walks"."role_id" is null) = ("walks"."draft" is null))
);
--> statement-breakpoint
ALTER TABLE "audit_log" DROP CONSTRAINT "audit_log_actor_kind";--> statement-breakpoint
ALTER TABLE "walks" ADD CONSTRAINT "walks_member_fk" FOREIGN KEY ("organization_id","member_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "walks" ADD CONSTRAINT "walks_as_member_fk" FOREIGN KEY ("organization_id","as_member_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "walks" ADD CONSTRAINT "walks_role_fk" FOREIGN KEY ("organization_id","role_id") REFERENCES "public"."roles"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "walks_open" ON "walks" USING btree ("organization_id","session_id") WHERE ended_at is null;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_actor_kind" CHECK ("audit_log"."actor_kind" in ('session', 'token', 'job', 'system', 'grant'));--> statement-breakpoint
SELECT app_secure_tenant_table('walks', false, 'SELECT, INSERT, UPDATE');
GRANT SELECT ON walks TO lobby_access;
CREATE POLICY access ON walks FOR SELECT TO lobby_access USING (true);
--> statement-breakpoint

-- With whose eyes a session looks around is part of the one question about access.
GRANT CREATE ON SCHEMA public TO lobby_access;
SET ROLE lobby_access;
CREATE FUNCTION app_walk(p_session uuid, p_organization uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('id', w.id, 'until', w.until, 'over', w.until <= now(), 'lastPage', w.last_page,
    'roleAsked', w.role_id IS NOT NULL, 'draft', w.draft, 'memberAsked', w.as_member_id IS NOT NULL,
    'role', CASE WHEN r.id IS NOT NULL THEN jsonb_build_object('id', r.id, 'key', r.key, 'name', r.name) END,
    'as', app_member(w.organization_id, w.as_member_id))
  FROM walks w LEFT JOIN roles r ON r.organization_id = w.organization_id AND r.id = w.role_id AND r.active AND r.deleted_at IS NULL
  WHERE w.organization_id = p_organization AND w.session_id = p_session AND w.ended_at IS NULL
$$;
CREATE OR REPLACE FUNCTION app_access(p_session uuid, p_slug text) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('person', app_person(s.user_id), 'access', (
    SELECT app_member(m.organization_id, m.id) || app_second_factor_missing(m.user_id, m.organization_id)
      || jsonb_build_object('session', s.id, 'walk', app_walk(s.id, m.organization_id))
    FROM members m
    WHERE m.user_id = s.user_id AND m.organization_id = coalesce(
      (SELECT o.id FROM organizations o WHERE o.slug = p_slug),
      (SELECT f.organization_id FROM former_slugs f WHERE f.slug = p_slug AND f.until > now()))))
  FROM sessions s JOIN users u ON u.id = s.user_id AND u.disabled_at IS NULL
  WHERE s.id = p_session AND s.revoked_at IS NULL AND s.expires_at > now()
$$;
CREATE OR REPLACE FUNCTION app_access_by_id(p_session uuid, p_organization uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT app_member(m.organization_id, m.id) || app_second_factor_missing(m.user_id, m.organization_id)
    || jsonb_build_object('session', s.id, 'walk', app_walk(s.id, m.organization_id)) FROM sessions s
  JOIN users u ON u.id = s.user_id AND u.disabled_at IS NULL
  JOIN members m ON m.user_id = s.user_id AND m.organization_id = p_organization
  WHERE s.id = p_session AND s.revoked_at IS NULL AND s.expires_at > now()
$$;
REVOKE ALL ON FUNCTION app_walk(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_walk(uuid, uuid) TO lobby_app;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM lobby_access;
