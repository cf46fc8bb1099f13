/** Name of the file that connection strings and commands refer to. The caller writes it. */
export interface FileNames {
  /**
   * Name of the file with the certificate authority, whose text is `caFile(ca)`.
   *
   * @default "ca-certificate.crt"
   */
  caFile?: string | undefined;
}

export const caOf = (files: FileNames | undefined): string => files?.caFile || "ca-certificate.crt";
