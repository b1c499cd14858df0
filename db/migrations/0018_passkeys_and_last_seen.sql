CREATE TABLE "passkey_challenges" (
	"challenge" text NOT NULL,
	"user_id" uuid,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "passkey_challenges_pkey" PRIMARY KEY("challenge")
);
--> statement-breakpoint
CREATE TABLE "passkeys" (
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"credential_id" text NOT NULL,
	"public_key" "bytea" NOT NULL,
	"counter" bigint DEFAULT 0 NOT NULL,
	"transports" text DEFAULT '' NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "passkeys_pkey" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "member_sightings" (
	"organization_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "member_sightings_pkey" PRIMARY KEY("organization_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "passkey_challenges" ADD CONSTRAINT "passkey_challenges_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_sightings" ADD CONSTRAINT "member_sightings_member_fk" FOREIGN KEY ("organization_id","member_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "passkey_challenges_age" ON "passkey_challenges" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "passkeys_credential_unique" ON "passkeys" USING btree ("credential_id");--> statement-breakpoint
CREATE INDEX "passkeys_user" ON "passkeys" USING btree ("user_id");--> statement-breakpoint

SELECT app_secure_tenant_table('member_sightings', false, 'SELECT, INSERT, UPDATE');
GRANT SELECT, INSERT, UPDATE, DELETE ON passkeys, passkey_challenges TO lobby_app;
GRANT SELECT ON passkeys TO lobby_access;
--> statement-breakpoint

-- A passkey counts as a second factor.
GRANT CREATE ON SCHEMA public TO lobby_access;
SET ROLE lobby_access;
CREATE OR REPLACE FUNCTION app_second_factor_missing(p_user uuid, p_organization uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('secondFactorMissing', o.second_factor_required
    AND NOT EXISTS (SELECT 1 FROM second_factors f WHERE f.user_id = p_user AND f.confirmed_at IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM passkeys k WHERE k.user_id = p_user))
  FROM organizations o WHERE o.id = p_organization
$$;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM lobby_access;
