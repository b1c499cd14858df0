CREATE TABLE "former_slugs" (
	"organization_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "former_slugs_pkey" PRIMARY KEY("organization_id","slug")
);
--> statement-breakpoint
ALTER TABLE "former_slugs" ADD CONSTRAINT "former_slugs_organization_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "former_slugs_by_slug" ON "former_slugs" USING btree ("slug","until");--> statement-breakpoint
SELECT app_secure_tenant_table('former_slugs', true, 'SELECT, INSERT, UPDATE');
GRANT SELECT ON former_slugs TO lobby_access;
CREATE POLICY access ON former_slugs FOR SELECT TO lobby_access USING (true);
--> statement-breakpoint

-- A former slug finds its organization like the one it has now, in the same one query.
GRANT CREATE ON SCHEMA public TO lobby_access;
SET ROLE lobby_access;
CREATE OR REPLACE FUNCTION app_access(p_session uuid, p_slug text) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('person', app_person(s.user_id), 'access', (
    SELECT app_member(m.organization_id, m.id) FROM members m
    WHERE m.user_id = s.user_id AND m.organization_id = coalesce(
      (SELECT o.id FROM organizations o WHERE o.slug = p_slug),
      (SELECT f.organization_id FROM former_slugs f WHERE f.slug = p_slug AND f.until > now()))))
  FROM sessions s JOIN users u ON u.id = s.user_id AND u.disabled_at IS NULL
  WHERE s.id = p_session AND s.revoked_at IS NULL AND s.expires_at > now()
$$;
CREATE OR REPLACE FUNCTION app_slug_taken(p_slug text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM organizations WHERE slug = p_slug)
    OR EXISTS (SELECT 1 FROM former_slugs WHERE slug = p_slug AND until > now())
$$;
CREATE FUNCTION app_slug_kept(p_slug text, p_organization uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM former_slugs WHERE slug = p_slug AND until > now() AND organization_id <> p_organization)
$$;
REVOKE ALL ON FUNCTION app_slug_kept(text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_slug_kept(text, uuid) TO lobby_app;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM lobby_access;
--> statement-breakpoint

-- Who is renamed keeps the slug they had for a year, and nobody else gets it meanwhile. The locks let somebody who takes
-- a slug wait for whoever is leaving it.
CREATE FUNCTION app_slug_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.slug = OLD.slug THEN RETURN NEW; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('slug ' || slug, 0))
    FROM (SELECT DISTINCT unnest(CASE TG_OP WHEN 'UPDATE' THEN ARRAY[OLD.slug, NEW.slug] ELSE ARRAY[NEW.slug] END) AS slug ORDER BY 1) slugs;
  IF app_slug_kept(NEW.slug, NEW.id) THEN
    RAISE EXCEPTION 'this was the slug of another organization' USING ERRCODE = '23505', CONSTRAINT = 'organizations_slug_unique';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    UPDATE former_slugs SET until = now() WHERE organization_id = NEW.id AND slug = NEW.slug AND until > now();
    INSERT INTO former_slugs (organization_id, slug, until) VALUES (NEW.id, OLD.slug, now() + interval '1 year')
      ON CONFLICT (organization_id, slug) DO UPDATE SET until = excluded.until;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER slug_change BEFORE INSERT OR UPDATE OF slug ON organizations FOR EACH ROW EXECUTE FUNCTION app_slug_change();
