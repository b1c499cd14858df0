CREATE TABLE "recovery_codes" (
	"user_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "recovery_codes_pkey" PRIMARY KEY("user_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "second_factors" (
	"user_id" uuid NOT NULL,
	"sealed_secret" text NOT NULL,
	"last_step" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp with time zone,
	CONSTRAINT "second_factors_pkey" PRIMARY KEY("user_id")
);
--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "second_factor_required" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_factors" ADD CONSTRAINT "second_factors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint

GRANT SELECT, INSERT, UPDATE, DELETE ON second_factors, recovery_codes TO lobby_app;
GRANT SELECT ON second_factors TO lobby_access;
--> statement-breakpoint

-- Whether somebody must set up a second factor first is decided in the one question about access.
GRANT CREATE ON SCHEMA public TO lobby_access;
SET ROLE lobby_access;
CREATE FUNCTION app_second_factor_missing(p_user uuid, p_organization uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('secondFactorMissing', o.second_factor_required AND NOT EXISTS (
    SELECT 1 FROM second_factors f WHERE f.user_id = p_user AND f.confirmed_at IS NOT NULL))
  FROM organizations o WHERE o.id = p_organization
$$;
CREATE OR REPLACE FUNCTION app_access(p_session uuid, p_slug text) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('person', app_person(s.user_id), 'access', (
    SELECT app_member(m.organization_id, m.id) || app_second_factor_missing(m.user_id, m.organization_id) FROM members m
    WHERE m.user_id = s.user_id AND m.organization_id = coalesce(
      (SELECT o.id FROM organizations o WHERE o.slug = p_slug),
      (SELECT f.organization_id FROM former_slugs f WHERE f.slug = p_slug AND f.until > now()))))
  FROM sessions s JOIN users u ON u.id = s.user_id AND u.disabled_at IS NULL
  WHERE s.id = p_session AND s.revoked_at IS NULL AND s.expires_at > now()
$$;
CREATE OR REPLACE FUNCTION app_access_by_id(p_session uuid, p_organization uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT app_member(m.organization_id, m.id) || app_second_factor_missing(m.user_id, m.organization_id) FROM sessions s
  JOIN users u ON u.id = s.user_id AND u.disabled_at IS NULL
  JOIN members m ON m.user_id = s.user_id AND m.organization_id = p_organization
  WHERE s.id = p_session AND s.revoked_at IS NULL AND s.expires_at > now()
$$;
REVOKE ALL ON FUNCTION app_second_factor_missing(uuid, uuid) FROM PUBLIC;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM lobby_access;
