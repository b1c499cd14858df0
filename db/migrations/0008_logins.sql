ALTER TABLE "one_time_secrets" DROP CONSTRAINT "one_time_secrets_purpose";--> statement-breakpoint
ALTER TABLE "one_time_secrets" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "device_id" uuid;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "last_used_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "last_address" text;--> statement-breakpoint
ALTER TABLE "one_time_secrets" ADD CONSTRAINT "one_time_secrets_address" CHECK (("one_time_secrets"."purpose" in ('change_email', 'keep_email')) = ("one_time_secrets"."address" is not null));--> statement-breakpoint
ALTER TABLE "one_time_secrets" ADD CONSTRAINT "one_time_secrets_purpose" CHECK ("one_time_secrets"."purpose" in ('verify_email', 'reset_password', 'change_email', 'keep_email'));--> statement-breakpoint

-- Where a person is a member, for what follows them into every organization: their name and their address.
CREATE FUNCTION app_memberships(p_user uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('organizationId', m.organization_id, 'memberId', m.id) ORDER BY m.organization_id), '[]')
  FROM members m WHERE m.user_id = p_user
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app_memberships(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_memberships(uuid) TO lobby_app;
GRANT CREATE ON SCHEMA public TO lobby_access;
ALTER FUNCTION app_memberships(uuid) OWNER TO lobby_access;
REVOKE CREATE ON SCHEMA public FROM lobby_access;
